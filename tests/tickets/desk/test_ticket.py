"""The row itself: what is remembered of a change, how it is locked, and what the database refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from supportdesk import clock
from supportdesk.errors import Conflict
from tests.factories import QueueFactory
from tickets.desk.models import Handoff, Link, Resolution, Ticket
from tickets.desk.models.values import spoken

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked(ticket):
    ticket.lock()
    return ticket


def test_old_and_new_are_remembered_in_words(locked, ann, network):
    locked.put(title="Scanner", owner=ann, queue=network, impact=2)
    assert locked.write(clock.now()) == {
        "title": ["Printer on floor 3 is dead", "Scanner"],
        "owner": [None, "Ann"],
        "queue": ["Service desk", "Network"],
        "impact": [None, 2],
    }
    row = Ticket.objects.get(pk=locked.pk)
    assert (row.title, row.owner, row.queue, row.impact, row.version) == ("Scanner", ann, network, 2, 2)


def test_of_several_changes_the_first_old_and_the_last_new_count(locked):
    locked.put(title="Scanner")
    locked.put(title="Plotter")
    assert locked.write(clock.now()) == {"title": ["Printer on floor 3 is dead", "Plotter"]}


def test_what_is_put_as_it_is_is_no_change(locked, service_desk):
    locked.put(title=locked.title, queue=service_desk, owner=None)
    assert locked.write(clock.now()) == {}
    assert locked.version == 1


def test_two_queues_of_one_name_are_two(locked, first_line):
    twin = QueueFactory(key="service-desk-south", name="Service desk", team=first_line)
    locked.put(queue=twin)
    assert locked.write(clock.now()) == {"queue": ["Service desk", "Service desk"]}
    assert Ticket.objects.get(pk=locked.pk).queue == twin


def test_what_is_put_twice_is_written_once(locked):
    locked.put(title="Scanner")
    locked.write(clock.now())
    assert locked.write(clock.now()) == {}
    assert locked.version == 2


def test_only_what_changed_is_written(locked):
    Ticket.objects.filter(pk=locked.pk).update(channel="phone")
    locked.put(title="Scanner")
    locked.write(clock.now())
    assert Ticket.objects.get(pk=locked.pk).channel == "phone"


def test_activity_never_goes_back(locked):
    latest = locked.activity_at
    locked.write(latest.replace(year=2020))
    assert locked.activity_at == latest


def test_a_new_status_begins_now(locked):
    now = clock.now()
    locked.put(status="triaged")
    locked.write(now)
    assert locked.status_since == now


def test_a_lock_brings_what_others_wrote_and_forgets_what_was_not_written(ticket):
    ticket.put(title="Scanner")
    Ticket.objects.filter(pk=ticket.pk).update(title="Plotter", version=7)
    ticket.lock(seen=7)
    assert (ticket.title, ticket.version, ticket.write(clock.now())) == ("Plotter", 7, {})


def test_a_lock_on_another_version_is_refused_with_both(ticket):
    with pytest.raises(Conflict) as refusal:
        ticket.lock(seen=4)
    assert (refusal.value.seen, refusal.value.current) == (4, 1)


def test_values_as_the_log_keeps_them(ticket, ann):
    now = clock.now()
    ticket.waiting_until, ticket.owner = now, ann
    assert [spoken(ticket, name) for name in ("waiting_until", "owner", "impact", "title")] == [
        now.isoformat(),
        "Ann",
        None,
        "Printer on floor 3 is dead",
    ]


def test_the_working_priority(ticket):
    assert ticket.working_priority == 3
    ticket.priority_suggested = 2
    assert ticket.working_priority == 2
    ticket.priority = 4
    assert ticket.working_priority == 4


def refused(*, change):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        change()


def test_the_database_refuses_what_must_not_be(owned, by, ann, sam):
    """T-21: the rows themselves cannot hold two open offers, nor an offer to the owner."""
    one = {"ticket": owned, "giver": ann, "taker": sam, "offered_at": owned.opened_at}
    Handoff.objects.create(**one)
    refused(change=lambda: Handoff.objects.create(**one))
    refused(change=lambda: Ticket.objects.filter(pk=owned.pk).update(offered_to=owned.owner))
    refused(change=lambda: Ticket.objects.filter(pk=owned.pk).update(status="lost"))
    nowhere = {"ticket": owned, "kind": "bug", "made_by": ann, "made_at": owned.opened_at}
    refused(change=lambda: Link.objects.create(**nowhere))


def unlisted(rows, **values):
    """These rows cannot be given that value, whoever writes past the actions."""
    assert rows.exists()
    refused(change=lambda: rows.update(**values))


def test_a_wait_names_no_reason_of_its_own(ticket):
    unlisted(Ticket.objects.filter(pk=ticket.pk), waiting_reason="lunch")


def test_a_link_is_of_no_kind_of_its_own(ticket, ann):
    ticket.links.create(kind="bug", reference="B-1", made_by=ann, made_at=clock.now())
    unlisted(ticket.links.all(), kind="cousin_of")


@pytest.mark.parametrize("word", ["code", "cause_class"])
def test_a_resolution_names_no_code_and_no_cause_of_its_own(word, resolved):
    unlisted(resolved.resolutions.all(), **{word: "magic"})


def test_a_reopening_names_no_reason_of_its_own(closed, rob):
    words = {"reason": "recurred", "reopened_by": rob, "at": closed.closed_at, "seconds_since_resolution": 0}
    closed.reopenings.create(**words)
    unlisted(closed.reopenings.all(), reason="boredom")


def test_one_resolution_is_reopened_once(closed, by, rob, ann, resolution):
    """T-30: a reopen counts once against the prior resolution; the database holds it to that."""
    first = Resolution.objects.get()
    words = {"reason": "recurred", "reopened_by": rob, "at": closed.closed_at, "seconds_since_resolution": 0}
    closed.reopenings.create(resolution=first, **words)
    refused(change=lambda: closed.reopenings.create(resolution=first, **words))


def test_the_ledger_of_the_clocks_only_grows(ticket):
    """SLA-03: every interval is stored, and stays."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE desk_ticketmoment SET at = now()")
