"""The mail server and the receiver of a webhook are taken away while people work, each in the middle of a word."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.stack.desk import MEMBERS, free_ports, until
from tests.stack.outside import Outside

CASES, TAKEN = 8, 2  # half of the cases come while both are there: each is taken away with what comes after so many
OWED_MAILS = "SELECT message_id, sent_at IS NOT NULL FROM outbound_mail WHERE about = 'ticket' AND about_id = ANY(%s)"
OWED_POSTS = "SELECT 'evt_' || event_id, state FROM outbound_delivery WHERE webhook_id = %s ORDER BY event_id"
MINUTES_GO_BY = (
    "UPDATE outbound_mail SET send_at = now() WHERE send_at IS NOT NULL",
    "UPDATE outbound_webhook SET rests_until = now() WHERE rests_until IS NOT NULL",
)


@pytest.fixture
def asked(desk):
    """`asked(words, …)`: what the database says."""
    with psycopg.connect(desk.environment["DATABASE_URL"], autocommit=True) as connection:

        def ask(words, *given):
            cursor = connection.execute(words, given)
            return cursor.fetchall() if cursor.description else None

        yield ask


@pytest.fixture
def mail(desk, tmp_path):
    yield (sink := Outside("mail", desk.sink_port, tmp_path))
    sink.end()


@pytest.fixture
def hooks(tmp_path):
    yield (receiver := Outside("hooks", *free_ports(1), tmp_path))
    receiver.end()


@pytest.fixture
def hook(desk, hooks):
    """The number of a webhook that hears of tickets and replies."""
    olga, home = desk.api("olga"), desk.trial["organisations"][0]["id"]
    words = {"name": "Away", "url": f"http://127.0.0.1:{hooks.port}/", "organisation": home}
    made = olga.post("webhooks", words | {"kinds": ["ticket.opened", "ticket.replied"]})
    assert made.status_code == 201, made.text
    yield made.json()["id"]
    assert olga.post(f"webhooks/{made.json()['id']}/end", {}).status_code < 300


def case(desk):
    """Somebody asks and somebody answers; the ticket's number."""
    number = desk.api("rob").open("Nothing prints")["id"]
    desk.api("ann").do(f"tickets/{number}/messages", {"body": "On which floor?"})
    return number


@pytest.mark.parametrize(
    ("fate", "seconds", "skips"),
    [
        ("kill", 0, True),
        ("stop", 3, True),
        pytest.param("kill", 20, False, marks=pytest.mark.prove),
        pytest.param("stop", 26, False, marks=pytest.mark.prove),
    ],
)
def test_what_both_missed_comes_when_they_are_back(desk, asked, mail, hooks, hook, fate, seconds, skips):
    """INT-03, promises R-08, R-09: refused and frozen, a message each with its yes unheard. Nothing is lost
    or started by hand, a mail goes twice at most where its yes was cut off, and under its id; webhooks stay in order.

    The long form stays away longer than the desk is patient, and waits as long as the desk rests.
    """
    before = {member: desk.pid(member) for member in MEMBERS}
    servers = [one.begin(str(TAKEN), fate) for one in (mail, hooks)]
    for one in servers:
        until(one.serves)
    with ThreadPoolExecutor(4) as people:
        cases = list(people.map(lambda _: case(desk), range(CASES // 2)))
        until(lambda: all(one.away() for one in servers), 40)
        unsaid = [one.taken()[-1] for one in servers]
        cases += people.map(lambda _: case(desk), range(CASES // 2))
    until(lambda: desk.waiting() == 0, 12)
    time.sleep(seconds)
    for one in servers:
        one.back()

    def through():
        for words in MINUTES_GO_BY * skips:
            asked(words)
        mails, posts = asked(OWED_MAILS, cases), asked(OWED_POSTS, hook)
        return all(sent for _, sent in mails) and all(state == "delivered" for _, state in posts) and (mails, posts)

    (mails, posts), _ = until(through, 30 if skips else 500, every=0.3)
    owed = Counter(one for one, _ in mails)
    came = Counter(one for one in mail.taken() if one in owed)
    assert len(owed) >= CASES
    assert came.keys() == owed.keys()
    assert came - owed <= Counter({unsaid[0]: 1})
    assert list(dict.fromkeys(hooks.taken())) == [one for one, _ in posts]
    assert len(posts) == 2 * CASES
    assert Counter(hooks.taken()) - Counter(one for one, _ in posts) <= Counter({unsaid[1]: 1})
    assert {member: desk.pid(member) for member in MEMBERS} == before
