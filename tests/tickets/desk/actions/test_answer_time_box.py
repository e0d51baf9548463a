from datetime import timedelta

import pytest

from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tests.factories import CategoryFactory
from tickets.desk import boxes
from tickets.desk.actions.accept import accept
from tickets.desk.actions.answer_time_box import answer_time_box
from tickets.desk.actions.assign import assign
from tickets.desk.actions.classify import classify
from tickets.desk.actions.offer import offer
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.ring_plans import end_time_boxes
from tickets.desk.models import TimeBox, TimeBoxRule

pytestmark = pytest.mark.django_db


@pytest.fixture
def boxed(triaged, joe, by):
    """Joe, of the first line, owns Rob's ticket: he has an hour for it."""
    assign(triaged, by=by(joe), seen=triaged.version, to=joe)
    relay.drain("people")
    return triaged


@pytest.fixture
def over(boxed):
    """The hour is used up."""
    end_time_boxes(by=system("clock"), now=open_box(boxed).ends_at)
    return boxed


def open_box(ticket):
    return TimeBox.objects.get(ticket=ticket, ended_at=None)


def test_a_box_of_an_hour_elapses_and_the_owner_is_asked(boxed, joe, told):
    """T-42: a 60-minute box on a junior's ticket."""
    box = open_box(boxed)
    assert (box.owner, box.minutes) == (joe, 60)
    Notification.objects.all().delete()
    assert end_time_boxes(by=system("clock"), now=box.ends_at - timedelta(seconds=1)) == 0
    assert end_time_boxes(by=system("clock"), now=box.ends_at) == 1
    assert end_time_boxes(by=system("clock"), now=box.ends_at) == 0
    assert told(boxed)[-1] == "ticket.time_box_over"
    relay.drain("people")
    (notice,) = Notification.objects.all()
    assert notice.person == joe
    assert "Escalate, consult or go on?" in notice.text


def test_the_chosen_answer_is_kept(over, joe, by, latest):
    """T-42: with the reason, and another box when one goes on."""
    answer_time_box(over, by=by(joe), answer="continue", reason="The vendor's log is almost read.")
    kept = TimeBox.objects.get(ticket=over, answer="continue")
    assert kept.reason == "The vendor's log is almost read."
    event = latest(over)
    assert (event.kind, event.data["answer"]) == ("ticket.time_box_answered", "continue")
    assert open_box(over).began_at >= kept.ended_at


@pytest.mark.parametrize("answer", ["escalate", "consult"])
def test_whoever_asks_for_help_is_not_boxed_again(over, joe, by, answer):
    answer_time_box(over, by=by(joe), answer=answer)
    assert TimeBox.objects.get(ticket=over).answer == answer


def test_going_on_alone_needs_a_reason(over, joe, by, told):
    before = told(over)
    with pytest.raises(Refused) as refusal:
        answer_time_box(over, by=by(joe), answer="continue")
    assert (refusal.value.field, told(over)) == ("reason", before)


def test_nobody_is_asked_before_the_time_is_up(boxed, joe, by):
    with pytest.raises(WrongState):
        answer_time_box(boxed, by=by(joe), answer="consult")


def test_another_owner_begins_another_box(boxed, joe, sam, by):
    offer(boxed, by=by(joe), seen=boxed.version, to=sam, reason="Help.")
    accept(boxed, by=by(sam))
    relay.drain("people")
    assert open_box(boxed).owner == sam
    assert TimeBox.objects.filter(ticket=boxed, owner=joe, ended_at__isnull=False, answer="").exists()


def test_a_solved_ticket_has_no_box(boxed, joe, by, resolution):
    resolve(boxed, by=by(joe), seen=boxed.version, **resolution)
    relay.drain("people")
    assert not TimeBox.objects.filter(ended_at=None).exists()


def test_the_category_has_a_box_of_its_own(boxed, joe, by):
    network = CategoryFactory(key="network")
    TimeBoxRule.objects.create(level=1, category=network, minutes=20)
    classify(boxed, by=by(joe), seen=boxed.version, category=network)
    assert boxes.minutes_for(boxed) == 20


def test_the_third_line_is_not_boxed(engineering, opened, erin, by):
    deep = opened(queue=engineering)
    assign(deep, by=by(erin), seen=deep.version, to=erin)
    relay.drain("people")
    assert not TimeBox.objects.exists()


def test_time_counts_as_the_ticket_is_promised(boxed):
    """Its calendar is open round the clock or by the day; the box ends at an open minute of it."""
    box = open_box(boxed)
    assert box.ends_at == boxes.end_of(boxed, box.began_at, 60)
    assert box.ends_at >= box.began_at + timedelta(minutes=60)


def test_strangers_and_requesters_answer_nothing(over, rob, sue, ada, by):
    for person in (rob, sue, ada):
        with pytest.raises(NotAllowed):
            answer_time_box(over, by=by(person), answer="consult")
    assert open_box(over).over_at
