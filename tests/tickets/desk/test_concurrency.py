"""Many people at once, each with a connection of their own, on the real database."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from supportdesk.accounts.models import Person, Role
from supportdesk.errors import Conflict, Refused, WrongState
from supportdesk.events.models import Event
from tests.factories import CategoryFactory, PersonFactory
from tickets.desk.actions.assign import assign, take_next
from tickets.desk.actions.link import link
from tickets.desk.actions.open import open_ticket
from tickets.desk.actions.reply import reply
from tickets.desk.actions.retitle import retitle
from tickets.desk.actions.triage import triage
from tickets.desk.models import Handoff, Link, Message, Ticket, TicketClock
from tickets.sla import presets

PEOPLE = 32
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def promised(transactional_db):
    """A test before may have emptied every table, that of the promises too."""
    presets.install()


@pytest.fixture
def crowd(first_line):
    """Thirty-two analysts of the first line."""
    return [PersonFactory(name=f"Analyst {n}", roles=[Role.AN], team=first_line).pk for n in range(PEOPLE)]


@pytest.fixture
def at_once(by):
    """`at_once(work, people)`: everybody begins `work(by, number)` at the same moment; the answers in order."""

    def everybody(work, people):
        gate = threading.Barrier(len(people))

        def one(number, pk):
            try:
                person = Person.objects.get(pk=pk)
                gate.wait(timeout=30)
                return work(by(person), number)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(people)) as pool:
            return list(pool.map(one, range(len(people)), people))

    return everybody


@pytest.mark.parametrize("each", [5, pytest.param(20, marks=pytest.mark.prove)])
def test_thirty_two_take_next_and_nobody_gets_the_same(each, crowd, at_once, by, rob, service_desk, incident):
    """T-21: exactly one accountable owner, also when 32 people take the next ticket of one queue at once."""
    for number in range(PEOPLE * each):
        words = {"title": f"Job {number}", "body": "-", "type": incident, "channel": "portal"}
        open_ticket(service_desk, by=by(rob), requester=rob, **words)

    def take(actor, number):
        taken = []
        while True:
            try:
                taken.append(take_next(service_desk, by=actor).pk)
            except WrongState:
                return taken

    taken = Counter(pk for mine in at_once(take, crowd) for pk in mine)
    assert len(taken) == PEOPLE * each
    assert set(taken.values()) == {1}
    owners = dict(Ticket.objects.values_list("pk", "owner"))
    told = Event.objects.filter(kind="ticket.assigned").values_list("subject_id", "data__owner")
    assert sorted(told) == sorted(owners.items())
    met = TicketClock.objects.filter(goal="acknowledge", stopped_at__isnull=False)
    assert met.count() == PEOPLE * each


@pytest.mark.parametrize("rounds", [6, pytest.param(25, marks=pytest.mark.prove)])
def test_no_edit_is_lost_and_no_reply(rounds, crowd, at_once, by, rob, service_desk, incident):
    """T-59: successful edits equal the steps of the versions, stale ones are refused with both, no reply is lost."""
    made = [
        open_ticket(service_desk, by=by(rob), requester=rob, title="-", body="-", type=incident, channel="portal")
        for _ in range(8)
    ]
    for ticket in made:
        reply(ticket, by=by(Person.objects.get(pk=crowd[0])), body="We look at it.")
    before = {ticket.pk: ticket.version for ticket in made}

    def work(actor, number):
        edited = stale = 0
        for turn in range(rounds):
            ticket = Ticket.objects.get(pk=made[(number + turn) % 8].pk)
            if turn % 3 == 2:
                reply(ticket, by=actor, body=f"{number}/{turn}")
                continue
            seen = ticket.version
            try:
                retitle(ticket, by=actor, seen=seen, title=f"{number}/{turn}")
                edited += 1
            except Conflict as conflict:
                stale += conflict.seen == seen < conflict.current and bool(conflict.changes)
        return edited, stale

    results = at_once(work, crowd)
    edited, stale = (sum(column) for column in zip(*results, strict=True))
    steps = sum(Ticket.objects.get(pk=pk).version - version for pk, version in before.items())
    assert edited == steps == Event.objects.filter(kind="ticket.retitled").count()
    replies = PEOPLE * (rounds // 3)
    assert edited + stale == PEOPLE * rounds - replies
    assert stale > 0, "nobody was in anybody's way: this proves nothing"
    assert Message.objects.filter(body__contains="/").count() == replies
    for ticket in made:
        versions = Event.objects.filter(subject_id=ticket.pk, kind="ticket.retitled").order_by("pk")
        told = list(versions.values_list("data__version", flat=True))
        assert told == sorted(set(told)), "the order of the log is not the order of the versions"


def test_one_key_sent_by_many_is_one_ticket(crowd, at_once, rob, service_desk, incident):
    """T-01: the same idempotency key from sixteen clients at once is one ticket."""

    def send(actor, number):
        words = {"title": "Alarm", "body": "-", "type": incident, "channel": "api", "source_key": "alarm-7"}
        return open_ticket(service_desk, by=actor, requester=actor.person, **words).pk

    assert len(set(at_once(send, crowd[:16]))) == 1
    assert Ticket.objects.count() == Message.objects.count() == 1
    assert Event.objects.filter(kind="ticket.opened").count() == 1


def test_two_who_triage_at_once_one_is_refused(crowd, at_once, by, rob, service_desk, incident):
    """T-59: two analysts decide on one version, and the second is shown what the first decided."""
    printing = CategoryFactory(key="printing")
    ticket = open_ticket(service_desk, by=by(rob), requester=rob, title="-", body="-", type=incident, channel="portal")

    def sort_out(actor, number):
        mine = Ticket.objects.get(pk=ticket.pk)
        try:
            triage(mine, by=actor, seen=1, impact=2, urgency=2 + number % 2, category=printing)
        except Conflict as conflict:
            return {change["field"] for change in conflict.changes}
        return None

    answers = at_once(sort_out, crowd[:8])
    assert answers.count(None) == 1
    assert all({"status", "priority", "urgency"} <= fields for fields in answers if fields is not None)


def test_crossing_parents_make_no_circle(crowd, at_once, by, rob, service_desk, incident):
    """T-24: of two who make each other's ticket the parent at once, one is refused."""
    words = {"title": "-", "body": "-", "type": incident, "channel": "portal"}
    pairs = [[open_ticket(service_desk, by=by(rob), requester=rob, **words) for _ in "ab"] for _ in range(4)]

    def marry(actor, number):
        one, other = pairs[number // 2]
        child, parent = (one, other) if number % 2 else (other, one)
        try:
            link(Ticket.objects.get(pk=child.pk), by=actor, kind="child_of", other=parent)
        except Refused:
            return 0
        return 1

    assert sum(at_once(marry, crowd[:8])) == Link.objects.count() == 4


def test_nobody_is_handed_over_twice(crowd, by, at_once, rob, service_desk, incident):
    """T-21: while many pull one ticket to themselves, it has one owner and every hand-off is counted."""
    ticket = open_ticket(service_desk, by=by(rob), requester=rob, title="-", body="-", type=incident, channel="portal")

    def pull(actor, number):
        for _ in range(20):
            mine = Ticket.objects.get(pk=ticket.pk)
            try:
                assign(mine, by=actor, seen=mine.version, to=actor.person)
            except Conflict:
                continue
            return 1
        return 0

    pulled = sum(at_once(pull, crowd[:8]))
    ticket.refresh_from_db()
    assert pulled == 8
    assert Handoff.objects.count() == ticket.handoff_count == 7
    givers = list(Handoff.objects.order_by("pk").values_list("giver", flat=True))
    takers = list(Handoff.objects.order_by("pk").values_list("taker", flat=True))
    assert givers[1:] == takers[:-1]
    assert takers[-1] == ticket.owner_id
