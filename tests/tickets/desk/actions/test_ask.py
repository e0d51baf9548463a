"""T-25: one structured ask, chased by its plan, closed on silence, open again on a word."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tickets.desk.actions.answer import answer
from tickets.desk.actions.ask import ask
from tickets.desk.actions.chase import chase_next
from tickets.desk.actions.moves import move
from tickets.desk.actions.reply import reply
from tickets.desk.models import Ask

pytestmark = pytest.mark.django_db

QUESTIONS = [{"question": "Which floor?", "why": "Each has its own spooler."}, {"question": "Since when?"}]


@pytest.fixture
def asked(owned, by, ann):
    return ask(owned, by=by(ann), body="To go on I need two things.", questions=QUESTIONS)


def due(asked):
    Ask.objects.filter(pk=asked.pk).update(chase_at=clock.now() - timedelta(seconds=1))


def sweep():
    while chase_next(by=system("clock")):
        pass


def test_an_ask_is_one_message_with_its_parts_and_the_ticket_waits(asked, owned, news):
    owned.refresh_from_db()
    assert (owned.status, owned.waiting_reason) == ("pending_requester", "details")
    assert [(part.question, part.why) for part in asked.parts.all()] == [
        ("Which floor?", "Each has its own spooler."),
        ("Since when?", ""),
    ]
    for words in ("To go on I need two things.", "1. Which floor?", "Each has its own spooler.", "2. Since when?"):
        assert words in asked.message.body
    assert asked.chase_at < owned.waiting_until
    assert news(owned)[-2:] == ["ticket.replied", "ticket.asked"]
    assert owned.clocks.get(goal="resolution").since is None


def test_two_unanswered_chases_and_the_silence_close_it(asked, owned, by, rob, told):
    """T-25: it closes with the code “no response”, tells the requester, and stays reopenable."""
    for number in (1, 2):
        due(asked)
        sweep()
        asked.refresh_from_db()
        assert asked.chases == number
        assert asked.chase_at > clock.now()
    due(asked)
    sweep()
    owned.refresh_from_db()
    asked.refresh_from_db()
    assert (owned.status, asked.state, asked.chase_at) == ("closed", "silent", None)
    assert owned.resolutions.get().code == "no_response"
    assert told(owned).count("ticket.chased") == 2
    ends = [kind for kind in told(owned)[-5:] if kind.startswith("ticket.")]
    assert ends == ["ticket.replied", "ticket.resolved", "ticket.closed"]
    relay.drain("people")
    assert f"T-{owned.pk} is closed" in [one.text for one in Notification.objects.filter(person=rob)]
    reply(owned, by=by(rob), body="Sorry, I was ill. It is the third floor.")
    owned.refresh_from_db()
    assert owned.status == "in_progress"


def test_a_chase_repeats_the_questions_and_comes_once(asked, owned):
    due(asked)
    sweep()
    sweep()
    chases = [one.body for one in owned.messages.all() if "still need" in one.body]
    assert len(chases) == 1
    assert "1. Which floor?" in chases[0]


def test_part_by_part_the_requester_answers(asked, owned, by, rob, news):
    first, _second = asked.parts.all()
    news(owned)
    message = answer(asked, by=by(rob), answers={first.pk: "The third."})
    owned.refresh_from_db()
    first.refresh_from_db()
    assert (asked.state, asked.answer, asked.chase_at) == ("answered", message, None)
    assert (first.answer, first.answered_at is not None) == ("The third.", True)
    assert "Which floor?" in message.body
    assert "The third." in message.body
    assert owned.status == "in_progress"
    assert news(owned) == ["ticket.replied", "ticket.answered"]


def test_a_plain_reply_answers_it_too(asked, owned, by, rob):
    message = reply(owned, by=by(rob), body="Third floor, since Monday.")
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("answered", message)
    due_before = asked.chase_at
    sweep()
    assert due_before is None


def test_an_ask_that_nobody_waits_for_ends_quietly(asked, owned, by, ann, news):
    owned.refresh_from_db()
    move(owned, by=by(ann), seen=owned.version, action="start")
    news(owned)
    due(asked)
    sweep()
    asked.refresh_from_db()
    assert (asked.state, news(owned)) == ("withdrawn", [])


def test_one_ask_at_a_time(asked, owned, by, ann):
    with pytest.raises(WrongState):
        ask(owned, by=by(ann), questions=QUESTIONS)


@pytest.mark.parametrize("questions", [[], [{"question": " "}], [{"question": "a"}] * 11, [{"question": "a" * 501}]])
def test_what_is_no_ask(owned, by, ann, questions):
    with pytest.raises(Refused) as refusal:
        ask(owned, by=by(ann), questions=questions)
    assert refusal.value.field == "questions"
    assert not Ask.objects.exists()


def test_a_stranger_answers_nothing_and_nothing_is_answered_twice(asked, by, rob, sue):
    part = asked.parts.first()
    with pytest.raises(NotAllowed):
        answer(asked, by=by(sue), answers={part.pk: "Mine"})
    with pytest.raises(Refused, match="at least one"):
        answer(asked, by=by(rob), answers={part.pk: " "})
    with pytest.raises(Refused, match="no question"):
        answer(asked, by=by(rob), answers={part.pk + 999: "x"})
    answer(asked, by=by(rob), answers={part.pk: "Third"})
    with pytest.raises(WrongState):
        answer(asked, by=by(rob), answers={part.pk: "Fourth"})
