"""A reply in its hold: nobody knows of it, it can be taken back, and it is said once or given back with the reason."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import Guarded, NotAllowed, Unseen, WrongState
from supportdesk.events import relay
from supportdesk.events.models import Event
from supportdesk.outbound.models import Notification
from tests.tickets.desk.actions.test_reply import clock_of
from tickets.desk.actions.cancel import cancel
from tickets.desk.actions.draft import save_draft
from tickets.desk.actions.hold import hold
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.say import say, say_next
from tickets.desk.actions.take_back import take_back
from tickets.desk.models import Draft, Message, Outgoing
from tickets.desk.queries.timeline import entries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def twenty_seconds(settings):
    settings.REPLY_HOLD = 20


@pytest.fixture
def held(owned, by, ann):
    return hold(owned, by=by(ann), body="Please switch it off and on.")


def over(outgoing):
    """As if its hold had passed."""
    Outgoing.objects.filter(pk=outgoing.pk).update(send_at=clock.now() - timedelta(seconds=1))


def sweep():
    while say_next(by=system("clock")):
        pass


def state(outgoing):
    outgoing.refresh_from_db()
    return outgoing.state


def test_in_its_hold_nobody_knows_of_it(held, owned, rob, sam, news):
    news(owned)
    assert held.send_at - held.created_at == timedelta(seconds=20)
    assert not Message.objects.filter(body=held.body).exists()
    assert [one.message.body for one in entries(owned, sam) if one.message] == ["It blinks red."]
    assert not clock_of(owned, "first_response").stopped_at
    sweep()
    assert state(held) == "held"
    assert news(owned) == []


def test_when_the_hold_is_over_the_ordinary_action_says_it_in_the_writers_name(held, owned, ann, news):
    news(owned)
    over(held)
    sweep()
    assert state(held) == "sent"
    assert (held.message.author, held.message.body) == (ann, held.body)
    assert news(owned) == ["sla.met", "ticket.replied"]
    assert Event.objects.get(kind="outgoing.sent").data["message"] == held.message_id


def test_the_first_response_counts_at_the_instant_of_saying(held, owned):
    over(held)
    before = clock.now()
    sweep()
    assert clock_of(owned, "first_response").stopped_at > before


def test_a_sweep_repeated_or_two_at_once_say_it_once(held, owned, by):
    over(held)
    again = Outgoing.objects.get(pk=held.pk)
    assert say(held, by=system("clock"))
    assert not say(again, by=system("clock"))
    sweep()
    assert owned.messages.filter(body=held.body).count() == 1


def test_taken_back_it_stands_in_the_composer_again(held, owned, by, ann, recorded):
    recorded()
    take_back(held, by=by(ann))
    draft = Draft.objects.get(author=ann)
    assert (state(held), draft.body, draft.kind) == ("undone", held.body, "reply")
    assert held.send_at is None
    sweep()
    assert not owned.messages.filter(body=held.body).exists()
    assert [event.kind for event in recorded()] == ["outgoing.undone"]


def test_what_was_written_meanwhile_is_kept_beside_it(held, owned, by, ann):
    save_draft(owned, by=by(ann), body="And one more thing", tab="one")
    take_back(held, by=by(ann))
    draft = Draft.objects.get(author=ann)
    assert draft.body == "And one more thing"
    assert [text for _, text in draft.others.values()] == [held.body]


def test_send_now(held, owned, by, ann):
    assert say(held, by=by(ann), early=True)
    assert owned.messages.filter(body=held.body).exists()


def test_what_is_sent_cannot_be_taken_back(held, by, ann):
    over(held)
    sweep()
    with pytest.raises(WrongState, match="sent already"):
        take_back(held, by=by(ann))


@pytest.mark.parametrize("act", [take_back, lambda held, by: say(held, by=by, early=True)])
def test_it_is_nobody_elses(held, by, sam, act):
    with pytest.raises(NotAllowed):
        act(held, by=by(sam))
    assert state(held) == "held"


def test_something_newer_gives_it_back_instead_of_sending_blindly(held, owned, by, ann, rob):
    reply(owned, by=by(rob), body="It works again, thank you!")
    over(held)
    sweep()
    assert state(held) == "returned"
    assert Draft.objects.get(author=ann).body == held.body
    assert not owned.messages.filter(body=held.body).exists()
    relay.drain("people")
    assert f"T-{owned.pk}: your reply was not sent, it is in the composer again" in [
        one.text for one in Notification.objects.filter(person=ann)
    ]


def test_ones_own_words_are_not_newer(held, owned, by, ann):
    note(owned, by=by(ann), body="Answered.")
    over(held)
    sweep()
    assert state(held) == "sent"


def test_on_a_ticket_that_is_over_it_comes_back(ticket, by, ann, tess):
    held = hold(ticket, by=by(ann), body="On my way.")
    cancel(ticket, by=by(tess), seen=ticket.version, reason="spam")
    Outgoing.objects.filter(pk=held.pk).update(seen=Event.objects.latest("pk").pk)
    over(held)
    sweep()
    assert (state(held), "Reopen" in held.comment) == ("returned", True)


def test_what_is_new_is_said_before_anything_is_held(ticket, by, ann, sam):
    seen = Event.objects.latest("pk").pk
    note(ticket, by=by(sam), body="It is the fuse.")
    with pytest.raises(Unseen):
        hold(ticket, by=by(ann), body="Have you tried paper?", seen=seen)
    assert not Outgoing.objects.exists()


def test_asking_for_a_password_is_blocked_with_the_approved_alternative(owned, by, ann):
    """SEC-16: “please send your password” is blocked, and what to write instead is said."""
    for act in (hold, reply):
        with pytest.raises(Guarded) as refusal:
            act(owned, by=by(ann), body="please send your password", confirmed=["password_request"])
        (found,) = refusal.value.findings
        assert "set a new password yourself" in found["instead"]
    assert not Outgoing.objects.exists()


def test_a_warning_goes_through_once_it_is_confirmed(owned, by, ann):
    """SEC-16: what only looks like a secret is confirmed by the writer."""
    body = "The door code password: Room4711"
    with pytest.raises(Guarded) as refusal:
        note(owned, by=by(ann), body=body)
    assert refusal.value.findings[0]["level"] == "warning"
    assert note(owned, by=by(ann), body=body, confirmed=["password"]).body == body


def test_requesters_are_warned_too_and_speak_of_passwords_as_they_like(owned, by, rob):
    """SEC-02: what holds a secret is confirmed by whoever writes it; only the desk must not ask for one."""
    with pytest.raises(Guarded):
        reply(owned, by=by(rob), body="password: hunter2!x")
    assert reply(owned, by=by(rob), body="password: hunter2!x", confirmed=["password"]).pk
    assert reply(owned, by=by(rob), body="Please tell me your password policy. What is my password?").pk
