import pytest

from supportdesk import clock
from supportdesk.outbound import notices
from supportdesk.outbound.actions.mark_read import mark_read
from supportdesk.outbound.models import Notification

pytestmark = pytest.mark.django_db


def notice(person, event_id, text="T-1042 is due in 10 minutes", level=Notification.Level.WARNING):
    return Notification(
        person=person, event_id=event_id, kind="sla.warned", subject="ticket", subject_id=1042,
        text=text, level=level, created_at=clock.now(),
    )  # fmt: skip


def test_notices_are_written_together(ann, max, django_assert_num_queries):
    several = [notice(ann, 1), notice(max, 1), notice(ann, 2)]
    with django_assert_num_queries(2):
        notices.write(several)
    assert [one.event_id for one in Notification.objects.of(ann)] == [2, 1]
    assert [one.event_id for one in Notification.objects.of(max)] == [1]


def test_an_event_told_twice_makes_one_notice_for_each_person(ann, max):
    notices.write([notice(ann, 1)])
    notices.write([notice(ann, 1, text="again"), notice(max, 1)])
    assert Notification.objects.of(ann).get().text == "T-1042 is due in 10 minutes"
    assert Notification.objects.of(max).count() == 1


def test_a_reader_marks_what_was_seen(ann, by):
    notices.write([notice(ann, 1), notice(ann, 2)])
    assert mark_read(Notification.objects.filter(event_id=1), by=by(ann)) == 1
    assert [one.event_id for one in Notification.objects.of(ann).unread()] == [2]


def test_a_notice_read_before_keeps_its_instant(ann, by):
    notices.write([notice(ann, 1)])
    mark_read(Notification.objects.all(), by=by(ann))
    first = Notification.objects.get().read_at
    assert mark_read(Notification.objects.all(), by=by(ann)) == 0
    assert Notification.objects.get().read_at == first


def test_nobody_reads_anothers_notices(ann, max, by):
    notices.write([notice(ann, 1)])
    assert mark_read(Notification.objects.all(), by=by(max)) == 0
    assert Notification.objects.of(ann).unread().exists()
