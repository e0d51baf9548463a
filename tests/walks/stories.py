"""What the walks share: a page that listens, and a desk whose relay is told to run."""

import json

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
