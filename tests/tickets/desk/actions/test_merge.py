"""Several tickets become one, and each can be taken out again."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed
from tests.factories import PersonFactory, TagFactory
from tickets.desk.actions.accept import accept
from tickets.desk.actions.assign import assign
from tickets.desk.actions.bulk import start
from tickets.desk.actions.help import add_helper
from tickets.desk.actions.identify import identify
from tickets.desk.actions.link import link
from tickets.desk.actions.merge import merge
from tickets.desk.actions.note import note
from tickets.desk.actions.offer import offer
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.reply import reply
from tickets.desk.actions.ring_due import ring_due
from tickets.desk.actions.undo import undo
from tickets.desk.models import Message, Ticket
from tickets.desk.queries import timeline
from tickets.desk.queries.figures import counts
from tickets.desk.queries.search import by_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa(acme):
    """A colleague of Rob's at Acme, who sees only what she asked herself."""
    return PersonFactory(name="Rosa", organisation=acme)


@pytest.fixture
def duplicate(opened, rosa):
    return opened(title="The printer is broken", body="Nothing comes out of the zebra printer.", who=rosa)


@pytest.fixture
def carried(by):
    def through(operation, who):
        start(operation, by=by(who))
        while carry_out(operation, by=system("clock")):
            pass
        operation.refresh_from_db()
        return operation

    return through


@pytest.fixture
def merged(by, ann, carried):
    """`merged(survivor, one, two)`: by Ann."""

    def into(survivor, *tickets):
        chosen = Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets])
        operation = carried(merge(survivor, by=by(ann), tickets=chosen), ann)
        for ticket in (survivor, *tickets):
            ticket.refresh_from_db()
        return operation

    return into


def refused(operation):
    return [why for _, why in operation.forecast["refused"]]


def test_the_survivor_keeps_everybody_and_everything(ticket, duplicate, merged, by, ann, sam, rob, rosa, told):
    """T-23: the surviving ticket keeps all requesters, messages, notes, identifiers, links, helpers and tags; the
    merged one points at it."""
    slow = TagFactory(name="slow")
    duplicate.tags.set([slow])
    reply(duplicate, by=by(ann), body="Which floor?")
    note(duplicate, by=by(ann), body="It is the zebra again.")
    identify(duplicate, by=by(ann), kind="trace", value="4bf92f")
    link(duplicate, by=by(ann), kind="bug", reference="BUG-7")
    add_helper(duplicate, by=by(ann), helper=sam)
    merged(ticket, duplicate)
    assert (duplicate.status, duplicate.merged_into) == ("cancelled", ticket)
    assert [message.body for message in ticket.messages.all()][1:] == [
        "Nothing comes out of the zebra printer.",
        "Which floor?",
    ]
    assert [one.body for one in ticket.notes.all()] == ["It is the zebra again."]
    assert set(ticket.co_requesters.all()) == {rosa}
    assert set(ticket.tags.all()) == {slow}
    assert set(ticket.helpers.all()) == {sam}
    assert ticket.identifiers.get().value == "4bf92f"
    assert ticket.links.get().reference == "BUG-7"
    assert not duplicate.messages.exists()
    assert told(ticket)[-1] == "ticket.took_in"
    assert told(duplicate)[-1] == "ticket.merged"
    assert not duplicate.clocks.filter(stopped_at=None).exists()
    assert ticket.clocks.filter(stopped_at=None).exists()


def test_a_merged_requesters_reply_lands_on_the_survivor(ticket, duplicate, merged, by, rosa, ann):
    """T-23: when a merged requester replies, the reply lands on the survivor, and one ticket is counted."""
    merged(ticket, duplicate)
    said = reply(duplicate, by=by(rosa, "mail"), body="It works again!")
    assert said.ticket == ticket
    assert (said.from_desk, duplicate.messages.count()) == (False, 0)
    assert Ticket.objects.counted().count() == 1
    assert note(duplicate, by=by(ann), body="Good.").ticket == ticket


def test_who_sees_what_afterwards(ticket, duplicate, merged, rob, rosa, rita, sue):
    assert not Ticket.objects.visible_to(rosa).filter(pk=ticket.pk).exists()
    merged(ticket, duplicate)
    assert set(Ticket.objects.visible_to(rosa)) == {ticket, duplicate}
    assert set(Ticket.objects.visible_to(rob)) == {ticket}
    assert not Ticket.objects.visible_to(sue).exists()
    assert by_words(rosa, "zebra") == [ticket.pk]


def test_both_threads_stand_in_one_timeline(ticket, duplicate, merged, rob, rosa, ann, by):
    note(duplicate, by=by(ann), body="Ask Erin.")
    merged(ticket, duplicate)
    for person, notes in ((ann, ["Ask Erin."]), (rob, []), (rosa, [])):
        entries = timeline.entries(ticket, person)
        assert [entry.message.body for entry in entries if entry.message] == [
            "It blinks red.",
            "Nothing comes out of the zebra printer.",
        ]
        assert [entry.note.body for entry in entries if entry.note] == notes
        assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def test_another_organisations_ticket_is_not_merged(ticket, opened, sue, by, ann, merged):
    """SEC-19: whoever asked would read what a stranger wrote."""
    foreign = opened(title="Printer", who=sue)
    operation = merge(ticket, by=by(ann), tickets=Ticket.objects.filter(pk=foreign.pk))
    assert ["of another organisation" in why for why in refused(operation)] == [True]
    assert merged(ticket, foreign).refused == 1
    assert not Ticket.objects.visible_to(sue).filter(pk=ticket.pk).exists()


def test_strangers_without_an_organisation_stay_strangers(opened, by, ann, merged):
    one, two = PersonFactory(name="One"), PersonFactory(name="Two")
    assert merged(opened(who=one), opened(who=two)).refused == 1
    assert merged(opened(who=one), opened(who=one)).done == 1


def test_what_stands_in_the_way_is_said_before(ticket, duplicate, opened, by, ann, rob, rosa, merged):
    note(duplicate, by=by(ann), body="Ask Erin.")
    gone = opened()
    Ticket.objects.filter(pk=gone.pk).update(status="cancelled")
    operation = merge(ticket, by=by(ann), tickets=Ticket.objects.filter(pk__in=[duplicate.pk, gone.pk]))
    assert refused(operation) == [f"{gone.reference} was cancelled already."]
    warnings = operation.forecast["moved"]["warnings"]
    assert warnings == [
        "Rosa and Rob will read each other's messages.",
        "1 internal note moves along and stays internal.",
    ]
    assert Message.objects.filter(ticket=duplicate).exists(), "a preview moves nothing"


@pytest.mark.parametrize("who", ["ada", "olga", "rob", "sue", "paula"])
def test_who_merges_nothing(who, request, ticket, duplicate, by):
    with pytest.raises(NotAllowed):
        merge(ticket, by=by(request.getfixturevalue(who)), tickets=Ticket.objects.filter(pk=duplicate.pk))


def test_twelve_merged_and_one_taken_out(ticket, opened, merged, by, ann, carried, rosa):
    """D6: each ticket of a merge can be taken out by itself; what another brought too stays."""
    slow = TagFactory(name="slow")
    dozen = [opened(title=f"Dead {number}", body=f"Dead {number}", who=rosa, tags=[slow]) for number in range(12)]
    operation = merged(ticket, *dozen)
    assert (operation.done, ticket.messages.count()) == (12, 13)
    out = dozen[4]
    carried(undo(operation, by=by(ann), tickets=[out.pk]), ann)
    operation.refresh_from_db()
    out.refresh_from_db()
    assert (out.status, out.merged_into, out.messages.get().body) == ("new", None, "Dead 4")
    assert (ticket.messages.count(), set(ticket.tags.all()), set(ticket.co_requesters.all())) == (12, {slow}, {rosa})
    assert operation.state == "partly_undone"
    carried(undo(operation, by=by(ann)), ann)
    operation.refresh_from_db()
    assert (ticket.messages.count(), ticket.tags.count(), ticket.co_requesters.count()) == (1, 0, 0)
    assert operation.state == "undone"


def test_what_was_written_since_stays_where_it_is(ticket, duplicate, merged, by, ann, rosa, carried):
    operation = merged(ticket, duplicate)
    reply(duplicate, by=by(rosa), body="Still dead.")
    undoing = undo(operation, by=by(ann))
    assert undoing.forecast["kept"] == [[duplicate.pk, f"What was written on {ticket.reference} since stays there: 1."]]
    carried(undoing, ann)
    assert [message.body for message in ticket.messages.all()] == ["It blinks red.", "Still dead."]
    assert duplicate.messages.count() == 1


def test_what_was_offered_is_offered_again_once_it_is_taken_out(ticket, duplicate, merged, by, ann, sam, carried):
    assign(duplicate, by=by(ann), seen=duplicate.version, to=ann)
    offer(duplicate, by=by(ann), to=sam, reason="Knows spoolers.", seen=duplicate.version)
    operation = merged(ticket, duplicate)
    assert not duplicate.handoffs.filter(taker=sam, withdrawn_at=None).exists()
    carried(undo(operation, by=by(ann)), ann)
    duplicate.refresh_from_db()
    assert duplicate.offered_to == sam
    accept(duplicate, by=by(sam))
    assert duplicate.handoffs.get(taker=sam).accepted_at
    assert duplicate.owner == sam


def test_a_chain_of_merges_leads_to_its_end_and_comes_apart_in_any_order(opened, merged, by, ann, carried):
    first, second, third = (opened(title=name, body=name) for name in ("first", "second", "third"))
    inner = merged(second, third)
    outer = merged(first, second)
    third.refresh_from_db()
    assert third.heir == first
    assert reply(third, by=by(third.requester), body="Hello?").ticket == first
    carried(undo(inner, by=by(ann)), ann)
    assert [message.body for message in third.messages.all()] == ["third"]
    assert [message.body for message in first.messages.all()] == ["first", "second", "Hello?"]
    carried(undo(outer, by=by(ann)), ann)
    assert [message.body for message in second.messages.all()] == ["second"]


def test_two_reports_of_one_breach_count_once(opened_ago, merged, ann):
    """T-23: the figures count one ticket."""
    first, second = opened_ago(hours=30), opened_ago(hours=30)
    ring_due(by=system("clock"))
    now = clock.now()
    day = now - timedelta(days=2)

    def breached():
        return counts(Ticket.objects.visible_to(ann), ann, now, day, day)["breached"]

    assert breached() == 2
    merged(first, second)
    assert breached() == 1
