from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.errors import NotAllowed, Refused, Unseen, WrongState
from supportdesk.events.models import Event
from tickets.desk.actions.moves import move
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


def test_an_analysts_answer_starts_the_next_update(ticket, by, ann):
    reply(ticket, by=by(ann), body="I am on it.")
    first = clock_of(ticket, "next_update")
    assert first.started_at == ticket.activity_at
    reply(ticket, by=by(ann), body="Still on it.")
    first.refresh_from_db()
    assert first.stopped_at == ticket.activity_at == clock_of(ticket, "next_update").started_at


def test_the_requesters_answer_ends_the_wait(owned, by, ann, rob, news):
    until = clock.now() + timedelta(days=2)
    move(owned, by=by(ann), seen=owned.version, action="wait_requester", waiting_reason="details", until=until)
    news(owned)
    reply(owned, by=by(rob), body="Floor 3.")
    assert (owned.status, owned.waiting_reason, owned.waiting_until) == ("in_progress", "", None)
    assert clock_of(owned, "resolution").since == owned.status_since
    assert news(owned) == ["ticket.replied"]


def test_an_analysts_words_do_not_end_a_wait(owned, by, ann):
    until = clock.now() + timedelta(days=2)
    move(owned, by=by(ann), seen=owned.version, action="wait_vendor", waiting_reason="vendor", until=until)
    reply(owned, by=by(ann), body="The vendor is asked.")
    assert (owned.status, owned.waiting_reason) == ("pending_vendor", "vendor")
    assert clock_of(owned, "resolution").since is None


def test_the_message_is_kept_as_it_was_said(ticket, by, ann):
    promise = clock.now() + timedelta(hours=1)
    message = reply(ticket, by=by(ann), body="I call you at ten.", promise=promise)
    message.refresh_from_db()
    assert (message.author, message.from_desk, message.substantial) == (ann, True, True)
    assert (message.promised_at, message.at) == (promise, ticket.activity_at)


def test_a_reply_alone_changes_no_version(owned, by, ann):
    before = owned.version
    reply(owned, by=by(ann), body="Still on it.")
    assert owned.version == before


def test_the_same_key_is_the_same_message(ticket, by, ann, told):
    first = reply(ticket, by=by(ann), body="I am on it.", source_key="mail-1")
    assert reply(ticket, by=by(ann), body="I am on it.", source_key="mail-1") == first
    assert told(ticket).count("ticket.replied") == 1


def test_an_empty_reply_is_refused(ticket, by, ann):
    with pytest.raises(Refused) as refusal:
        reply(ticket, by=by(ann), body=" \n")
    assert (refusal.value.field, refusal.value.missing) == ("body", ("body",))


def test_an_agents_own_request_is_answered_by_colleagues(opened, by, ann, sam):
    """Ann asks for a keyboard: her words are a requester's, and meet nothing."""
    own = opened(who=ann)
    assert not reply(own, by=by(ann), body="With a number pad, please.").from_desk
    assert clock_of(own, "first_response").stopped_at is None
    assert reply(own, by=by(sam), body="On its way.").from_desk


def test_the_organisations_administrator_speaks_for_the_requester(ticket, by, rita):
    assert not reply(ticket, by=by(rita), body="We need it today.").from_desk


def test_an_engineer_answers_what_is_the_own_only(ticket, by, erin):
    with pytest.raises(NotAllowed, match="owns"):
        reply(ticket, by=by(erin), body="Fixed in 4.2.")
