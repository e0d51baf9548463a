"""What the walks share: a page that listens, and a desk whose relay is told to run."""

import json
from datetime import datetime

from supportdesk import broker, live
from supportdesk.events import relay


class Listener:
    """An open page: it hears the names that are announced."""

    def __init__(self):
        self.channel = broker.broker().client.pubsub(ignore_subscribe_messages=True)
        self.channel.subscribe(broker.key(live.CHANNEL))
        self.channel.get_message(timeout=1)

    def names(self):
        """What was said since the last time of asking."""
        heard = set()
        while message := self.channel.get_message(timeout=0.3):
            heard |= set(json.loads(message["data"]))
        return heard


def relays():
    """As the two lanes' workers do after a nudge."""
    return relay.drain("people") + relay.drain("figures")


def said(answer, status=200):
    assert answer.status_code == status, answer.content
    return answer.json()


def version(ticket):
    return f'"{ticket["version"]}"'


def promise(ticket, goal):
    (one,) = [clock for clock in ticket["clocks"] if clock["goal"] == goal]
    return one


def instant(text):
    return datetime.fromisoformat(text)


def opened_by(api, figure):
    """The tickets behind a figure's address."""
    page = said(api.get(figure["_links"]["tickets"].removeprefix("/api/v1")))
    return {one["id"] for one in page["results"]}
