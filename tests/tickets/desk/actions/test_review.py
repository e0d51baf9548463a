"""Joe is new: his replies wait for a colleague's look, as long as his team's gate is on."""

import pytest

from supportdesk.accounts.models import RampStage
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tickets.desk.actions.ask import ask
from tickets.desk.actions.hold import hold
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.review import release, turn_down
from tickets.desk.actions.say import say_next
from tickets.desk.actions.take_back import take_back
from tickets.desk.models import Message, Outgoing
from tickets.desk.queries.reviews import to_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def gate(first_line, joe):
    """The first line reviews replies, and Joe is in his first 30 days."""
    first_line.reviews_replies = True
    first_line.save()
    joe.ramp_stage = RampStage.FIRST_30_DAYS
    joe.save()


@pytest.fixture
def waiting(gate, triaged, by, joe):
    return hold(triaged, by=by(joe), body="Have you tried turning it off?")


def test_role_04_a_newcomers_reply_waits_for_review(waiting, triaged, rob, ann, told):
    """ROLE-04: given stage "first 30 days", when a public reply is sent and the gate is on, it waits for review."""
    assert (waiting.state, waiting.send_at) == ("review", None)
    assert triaged.messages.filter(from_desk=True).count() == 0
    assert "ticket.review_asked" in told(triaged)
    assert "ticket.replied" not in told(triaged)
    assert triaged.clocks.get(goal="first_response").stopped_at is None


@pytest.mark.parametrize("stage", [stage for stage in RampStage if stage != RampStage.FIRST_30_DAYS])
def test_whoever_is_further_speaks_at_once(gate, triaged, by, joe, stage):
    joe.ramp_stage = stage
    assert hold(triaged, by=by(joe), body="Fixed.").state == "held"
    reply(triaged, by=by(joe), body="Really.")


def test_with_the_gate_off_a_newcomer_speaks_at_once(gate, first_line, triaged, by, joe):
    first_line.reviews_replies = False
    first_line.save()
    assert hold(triaged, by=by(joe), body="Fixed.").state == "held"


def test_no_other_door_leads_past_the_gate(gate, triaged, by, joe, news):
    news(triaged)
    for say in (
        lambda: reply(triaged, by=by(joe, "api"), body="Fixed."),
        lambda: reply(triaged, by=by(joe, "rule"), body="Fixed."),
        lambda: ask(triaged, by=by(joe), questions=[{"question": "Which floor?", "why": ""}]),
    ):
        with pytest.raises(WrongState, match="looks at your replies first"):
            say()
    assert news(triaged) == []
    note(triaged, by=by(joe), body="A note is none.")


def test_released_it_is_held_and_then_said_in_the_writers_name(waiting, triaged, by, sam, joe, told):
    release(waiting, by=by(sam), comment="Good.")
    assert (waiting.state, waiting.reviewer) == ("held", sam)
    assert told(triaged)[-1] == "ticket.review_released"
    Outgoing.objects.update(send_at=waiting.created_at)
    assert say_next(by=by(sam, "clock"))
    said = Message.objects.get(from_desk=True)
    assert (said.author, said.body) == (joe, "Have you tried turning it off?")
    assert triaged.clocks.get(goal="first_response").stopped_at is not None


def test_given_back_its_text_is_in_the_composer_with_the_comment(waiting, triaged, by, tess, joe, told):
    with pytest.raises(Refused) as refusal:
        turn_down(waiting, by=by(tess), comment=" ")
    assert refusal.value.field == "comment"
    turn_down(waiting, by=by(tess), comment="Greet him first.")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.comment, waiting.reviewer) == ("returned", "Greet him first.", tess)
    assert told(triaged)[-1] == "ticket.review_returned"
    assert not Message.objects.filter(from_desk=True).exists()


# Who looks at Joe's reply: written from the requirement, not from the code.
@pytest.mark.parametrize(
    ("who", "may"),
    {
        **dict.fromkeys(["sam", "tess", "max"], True),
        **dict.fromkeys(["joe", "ann", "erin", "ian", "rob", "sue", "ada", "olga", "paula"], False),
    }.items(),
)
def test_who_looks_at_it(who, may, request, waiting, by):
    person = by(request.getfixturevalue(who))
    assert to_review(person) == ([waiting] if may else [])
    if may:
        release(waiting, by=person)
    else:
        for say in (release, turn_down):
            with pytest.raises(NotAllowed):
                say(waiting, by=person, comment="x")


def test_a_senior_in_ramp_up_does_not_release_the_own_reply(gate, triaged, by, sam):
    sam.ramp_stage = RampStage.FIRST_30_DAYS
    with pytest.raises(NotAllowed, match="of a colleague"):
        release(hold(triaged, by=by(sam), body="Fixed."), by=by(sam))


def test_what_is_decided_is_not_decided_again(waiting, by, sam, tess):
    release(waiting, by=by(sam))
    with pytest.raises(WrongState):
        turn_down(waiting, by=by(tess), comment="Too late.")


def test_the_writer_takes_it_back(waiting, by, joe, sam):
    take_back(waiting, by=by(joe))
    assert waiting.state == "undone"
    assert to_review(by(sam)) == []


def test_the_lead_hears_of_it_and_the_writer_of_the_answer_and_the_requester_of_nothing(waiting, by, tess, sam, joe):
    relay.drain("people")
    assert [(one.person, one.text) for one in Notification.objects.all()] == [
        (tess, f"T-{waiting.ticket_id}: a reply of Joe waits for a look")
    ]
    Notification.objects.all().delete()
    release(waiting, by=by(sam))
    relay.drain("people")
    assert [one.person for one in Notification.objects.all()] == [joe]
