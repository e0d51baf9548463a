"""COM-10: a colleague is asked by an instant, and answers by a note."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events import relay
from supportdesk.outbound.models import Notification
from tickets.desk.actions.inquire import inquire
from tickets.desk.actions.note import note
from tickets.desk.actions.remind import remind_due
from tickets.desk.models import Inquiry

pytestmark = pytest.mark.django_db


@pytest.fixture
def inquiry(owned, by, ann, sam):
    return inquire(owned, by=by(ann), asked=sam, body="Is it the fuse?", needed_by=clock.now() + timedelta(hours=2))


def late(inquiry):
    past = clock.now() - timedelta(minutes=1)
    Inquiry.objects.filter(pk=inquiry.pk).update(needed_by=past, remind_at=past)


def heard(*people):
    relay.drain("people")
    told = Notification.objects.filter(person__in=people).order_by("pk")
    found = [(one.person.name, one.kind) for one in told]
    told.delete()
    return found


def test_the_one_asked_hears_of_it(inquiry, owned, sam, ann, news):
    assert news(owned)[-2:] == ["ticket.noted", "ticket.inquired"]
    assert heard(sam, ann) == [("Sam", "ticket.inquired")]


def test_unanswered_at_its_time_both_sides_are_reminded_once(inquiry, owned, ann, sam, told):
    """COM-10: when the instant passes without an answer, both sides are reminded once."""
    heard(ann, sam)
    assert remind_due(by=system("clock")) == 0
    late(inquiry)
    assert remind_due(by=system("clock")) == 1
    assert remind_due(by=system("clock")) == 0
    assert told(owned).count("ticket.inquiry_overdue") == 1
    assert sorted(heard(ann, sam)) == [("Ann", "ticket.inquiry_overdue"), ("Sam", "ticket.inquiry_overdue")]


def test_a_note_of_the_one_asked_is_the_answer(inquiry, owned, by, ann, sam, news):
    heard(ann, sam)
    news(owned)
    written = note(owned, by=by(sam), body="Yes, the fuse.")
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.remind_at) == (written, None)
    assert news(owned) == ["ticket.noted", "ticket.inquiry_answered"]
    late_before = remind_due(by=system("clock"))
    assert late_before == 0
    assert ("Ann", "ticket.inquiry_answered") in heard(ann, sam)


def test_somebody_elses_note_is_no_answer(inquiry, owned, by, tess):
    note(owned, by=by(tess), body="I wonder too.")
    inquiry.refresh_from_db()
    assert inquiry.answered_at is None


def test_a_light_seat_may_be_asked_and_answers_that_alone(owned, by, ann, paula):
    """COM-10: product answers what it is asked, though it writes no notes of its own."""
    asked = inquire(owned, by=by(ann), asked=paula, body="By design?", needed_by=clock.now() + timedelta(days=1))
    with pytest.raises(NotAllowed):
        note(owned, by=by(paula), body="A note of my own.")
    note(owned, by=by(paula), body="Yes, by design.", answers=asked)
    asked.refresh_from_db()
    assert asked.answered_at


def test_who_and_when_must_make_sense(owned, by, ann, erin, rob):
    soon = clock.now() + timedelta(hours=1)
    for who in (ann, erin, rob):
        with pytest.raises(Refused) as refusal:
            inquire(owned, by=by(ann), asked=who, body="?", needed_by=soon)
        assert refusal.value.field == "asked"
    with pytest.raises(Refused) as refusal:
        inquire(owned, by=by(ann), asked=erin, body="?", needed_by=None)
    assert not Inquiry.objects.exists()


def test_whom_a_note_mentions_hears_of_it(owned, by, ann, sam):
    note(owned, by=by(ann), body="@Sam have you seen this?")
    relay.drain("people")
    assert [one.text for one in Notification.objects.filter(person=sam)] == [
        f"T-{owned.pk}: Ann mentions you in a note"
    ]
