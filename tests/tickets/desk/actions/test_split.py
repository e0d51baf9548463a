"""Some of what was said becomes a ticket of its own; a ticket becomes a linked defect or idea."""

import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import Refused
from tests.factories import TicketTypeFactory
from tickets.desk.actions.bulk import start
from tickets.desk.actions.convert import convert
from tickets.desk.actions.note import note
from tickets.desk.actions.operate import carry_out
from tickets.desk.actions.reply import reply
from tickets.desk.actions.split import split
from tickets.desk.actions.undo import undo
from tickets.desk.models import Ticket
from tickets.desk.operations.prefill import case
from tickets.desk.queries import timeline

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(ticket, by, rob):
    """What Rob wrote about something else on the same ticket."""
    return reply(ticket, by=by(rob), body="By the way, my VPN drops.")


@pytest.fixture
def carried(by):
    def through(operation, who):
        start(operation, by=by(who))
        while carry_out(operation, by=system("clock")):
            pass

    return through


def made_by(operation):
    return Ticket.objects.get(pk=operation.items.get().data["new"])


def test_chosen_messages_become_a_ticket_of_their_own(ticket, second, by, ann, rob, network, told):
    """D6: split keeps the words, links the two, and is a recorded operation."""
    operation = split(ticket, by=by(ann), seen=ticket.version, title="VPN drops", messages=[second.pk], queue=network)
    new = made_by(operation)
    assert (new.title, new.queue, new.requester, new.status) == ("VPN drops", network, rob, "new")
    assert [message.body for message in new.messages.all()] == ["By the way, my VPN drops."]
    assert [message.body for message in ticket.messages.all()] == ["It blinks red."]
    assert (new.links.get().other, new.links.get().kind) == (ticket, "related")
    assert told(new)[0] == "ticket.opened"
    assert "ticket.split" in told(ticket)
    assert new.clocks.filter(stopped_at=None).exists()
    assert [entry.message.body for entry in timeline.entries(new, rob) if entry.message] == [second.body]


def test_an_undo_brings_them_back_and_ends_the_new_ticket(ticket, second, by, ann, carried):
    about = note(ticket, by=by(ann), body="VPN: ask Erin.")
    operation = split(ticket, by=by(ann), seen=ticket.version, title="VPN", messages=[second.pk], notes=[about.pk])
    carried(undo(operation, by=by(ann)), ann)
    new = made_by(operation)
    assert (new.status, new.messages.count(), new.notes.count(), new.links.count()) == ("cancelled", 0, 0, 0)
    assert (ticket.messages.count(), ticket.notes.count()) == (2, 1)
    operation.refresh_from_db()
    assert operation.state == "undone"


def test_a_new_ticket_that_was_worked_on_stays(ticket, second, by, ann, carried):
    operation = split(ticket, by=by(ann), seen=ticket.version, title="VPN", messages=[second.pk])
    new = made_by(operation)
    reply(new, by=by(ann), body="Which VPN?")
    carried(undo(operation, by=by(ann)), ann)
    new.refresh_from_db()
    assert (new.is_live, [message.body for message in new.messages.all()]) == (True, ["Which VPN?"])
    assert ticket.messages.count() == 2
    operation.refresh_from_db()
    assert operation.state == "partly_undone"


def test_the_description_stays(ticket, by, ann):
    with pytest.raises(Refused, match="description stays"):
        split(ticket, by=by(ann), seen=ticket.version, title="VPN", messages=[ticket.messages.get().pk])


def test_something_has_to_go_and_it_has_to_be_here(ticket, second, opened, by, ann):
    with pytest.raises(Refused, match="Choose what goes"):
        split(ticket, by=by(ann), seen=ticket.version, title="VPN")
    elsewhere = opened()
    with pytest.raises(Refused, match="Not all of this"):
        split(elsewhere, by=by(ann), seen=elsewhere.version, title="VPN", messages=[second.pk])


def test_another_organisation_is_given_nothing(ticket, second, sue, by, ann):
    """SEC-19: words of one organisation do not become a ticket of another."""
    with pytest.raises(Refused, match="another organisation"):
        split(ticket, by=by(ann), seen=ticket.version, title="VPN", messages=[second.pk], requester=sue)


def test_a_resolved_ticket_becomes_a_defect_with_symptom_cause_and_resolution(resolved, by, ann, rob, told, carried):
    """T-54: a draft with symptom, cause, resolution and the link exists."""
    defect = TicketTypeFactory(key="defect")
    known = case(resolved)
    assert known.symptom == "The certificate of the print server had run out."
    assert known.cause == "Configuration. Certificate not renewed"
    assert known.resolution == "Renewed the certificate and restarted the spooler."
    operation = convert(resolved, by=by(ann), type=defect, title=known.title, body=known.text(resolved.reference))
    new = made_by(operation)
    assert (new.type, new.requester, new.links.get().other) == (defect, ann, resolved)
    assert "**Cause**\n\nConfiguration. Certificate not renewed" in new.messages.get().body
    assert not Ticket.objects.visible_to(rob).filter(pk=new.pk).exists()
    assert told(resolved)[-1] == "ticket.converted"
    carried(undo(operation, by=by(ann)), ann)
    new.refresh_from_db()
    assert (new.status, new.links.count(), resolved.linked_from.count()) == ("cancelled", 0, 0)


def test_not_into_just_anything(ticket, by, ann):
    with pytest.raises(Refused, match="defect, feedback"):
        convert(ticket, by=by(ann), type=TicketTypeFactory(key="question"), title="x", body="y")
