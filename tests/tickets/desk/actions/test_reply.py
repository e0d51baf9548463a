import pytest

from supportdesk.errors import NotAllowed, Unseen, WrongState
from supportdesk.events.models import Event
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.models import Message

pytestmark = pytest.mark.django_db


def clock_of(ticket, goal):
    return ticket.clocks.filter(goal=goal).latest("pk")


def test_the_first_answer_of_an_analyst_meets_the_first_response(ticket, by, ann, told):
    reply(ticket, by=by(ann), body="I am on it: is the display lit?")
    assert clock_of(ticket, "first_response").stopped_at
    assert clock_of(ticket, "acknowledge").stopped_at
    assert ticket.status == "in_progress"
    assert told(ticket) == ["ticket.opened", "sla.met", "sla.met", "ticket.replied"]


def test_an_acknowledgement_leaves_the_first_response_running(ticket, by, ann):
    """SLA-04: an ack macro stops only the acknowledge clock; a substantive reply stops the other."""
    reply(ticket, by=by(ann), body="We have it.", substantial=False)
    assert clock_of(ticket, "acknowledge").stopped_at
    assert clock_of(ticket, "first_response").stopped_at is None
    reply(ticket, by=by(ann), body="Please switch it off and on.")
    assert clock_of(ticket, "first_response").stopped_at


def test_the_requesters_own_words_meet_nothing(ticket, by, rob):
    reply(ticket, by=by(rob), body="It also smells.")
    assert clock_of(ticket, "first_response").stopped_at is None
    assert not Message.objects.get(body="It also smells.").from_desk


def test_what_the_writer_has_not_read_stops_the_reply_and_keeps_nothing(ticket, by, ann, sam):
    seen = Event.objects.latest("pk").pk
    note(ticket, by=by(sam), body="It is the fuse.")
    with pytest.raises(Unseen) as refusal:
        reply(ticket, by=by(ann), body="Have you tried paper?", seen=seen)
    assert [new["by"] for new in refusal.value.new] == ["Sam"]
    assert not Message.objects.filter(body="Have you tried paper?").exists()


def test_nobody_replies_to_a_resolved_ticket(owned, by, ann, resolution):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    with pytest.raises(WrongState, match="Reopen"):
        reply(owned, by=by(ann), body="One more thing.")


def test_a_stranger_may_not_reply(ticket, by, sue):
    with pytest.raises(NotAllowed):
        reply(ticket, by=by(sue), body="Hello?")
