"""Quiet hours: notices of levels wait for their hearer's hours; nothing is lost, and nothing comes twice."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.configuration.actions.confirm import confirm
from supportdesk.errors import NotAllowed, Refused
from supportdesk.events.models import Event
from supportdesk.outbound import notices, quiet, tasks
from supportdesk.outbound.actions.release_held import release_held
from supportdesk.outbound.actions.set_hearing import forget_hearing, set_hearing
from supportdesk.outbound.models import HearingHours, HeldNotice, Notification
from supportdesk.outbound.quiet import Hours
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said

__all__ = ["api", "browse", "said"]
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
WEEKDAYS = frozenset(range(5))
OFFICE = Hours(WEEKDAYS, time(8), time(18))


@pytest.mark.parametrize(
    ("hours", "zone", "at", "then"),
    [
        (OFFICE, "UTC", "2026-11-20T12:00", "2026-11-20T12:00"),
        (OFFICE, "UTC", "2026-11-20T07:59", "2026-11-20T08:00"),
        (OFFICE, "UTC", "2026-11-20T18:00", "2026-11-23T08:00"),  # Friday evening: Monday
        (OFFICE, "Europe/Berlin", "2026-11-20T06:30", "2026-11-20T07:00"),
        (OFFICE, "America/New_York", "2026-11-20T02:00", "2026-11-20T13:00"),
        (Hours(WEEKDAYS, time(22), time(6)), "UTC", "2026-11-21T05:00", "2026-11-21T05:00"),  # Friday's night
        (Hours(WEEKDAYS, time(22), time(6)), "UTC", "2026-11-21T06:00", "2026-11-23T22:00"),
        (Hours(frozenset({6}), time(1, 30), time(3)), "Europe/London", "2026-10-24T12:00", "2026-10-25T00:30"),
        (Hours(frozenset({6}), time(2, 30), time(4)), "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T01:30"),
    ],
)
def test_when_somebody_hears(hours, zone, at, then):
    instants = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (at, then)]
    assert hours.next(zone, instants[0]) == instants[1]


MINUTES = 24 * 60


def hours_of(days, starts, lasts):
    """Days as bits; whole minutes, so that nothing that is drawn has to be thrown away."""
    begin, end = (time(*divmod(minute % MINUTES, 60)) for minute in (starts, starts + lasts))
    return Hours(frozenset(day for day in range(7) if days >> day & 1), begin, end)


HOURS = st.builds(hours_of, st.integers(1, 127), st.integers(0, MINUTES - 1), st.integers(1, MINUTES - 1))


@given(
    HOURS,
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]),
    st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of ours
def test_never_early_and_within_the_next_eight_days(hours, zone, at):
    then = hours.next(zone, at)
    assert at <= then < at + timedelta(days=8, hours=1)
    assert hours.next(zone, then) == then


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("always", None),
        ("Mon-Fri 08:00-18:00", OFFICE),
        ("Sun 10:00-12:00", Hours(frozenset({6}), time(10), time(12))),
        ("Fri-Mon 22:00-06:00", Hours(frozenset({4, 5, 6, 0}), time(22), time(6))),
    ],
)
def test_the_desks_hours_are_a_line(text, hours):
    assert quiet.parse(text) == hours
    assert quiet.wrong(text) == ""


@pytest.mark.parametrize(
    "text", ["", "never", "Mon-Fri", "Mon-Fri 8-18", "Mon-Fri 25:00-26:00", "Fun 08:00-18:00", 5, None]
)
def test_other_lines_are_refused_in_words(text):
    assert quiet.wrong(text).startswith("Say always")


def away(zone="UTC"):
    """Hours that begin in three hours, by the clock of that zone, on whatever day that is."""
    local = clock.now().astimezone(ZoneInfo(zone))
    begin, end = local + timedelta(hours=3), local + timedelta(hours=5)
    return {
        "starts": begin.time().replace(microsecond=0),
        "ends": end.time().replace(microsecond=0),
        "days": list(range(7)),
    }


def notice(person, event_id=1):
    about = {"kind": "sla.warned", "subject": "ticket", "subject_id": 7, "text": "T-7: 75 % is used"}
    return Notification(person_id=person.pk, event_id=event_id, created_at=clock.now(), **about)


@pytest.mark.django_db
class TestHeld:
    def test_outside_the_own_hours_it_waits_and_then_comes_once(self, ann, by):
        set_hearing(ann, by=by(ann), **away())
        notices.write_in_hours([notice(ann)])
        assert not Notification.objects.exists()
        held = HeldNotice.objects.get()
        wait = held.held_until - clock.now()
        assert timedelta(hours=2, minutes=58) < wait <= timedelta(hours=3)
        assert release_held(by=system("clock")) == 0
        HeldNotice.objects.update(held_until=clock.now())
        tasks.release_notices()
        tasks.release_notices()
        given_ = Notification.objects.get()
        assert (given_.person, given_.event_id) == (ann, 1)
        assert given_.text == f"T-7: 75 % is used ({held.created_at:%a %H:%M})"
        assert not HeldNotice.objects.exists()

    def test_told_again_it_does_not_come_again(self, ann, by):
        """A trap: the relay tells an event twice, before and after the hours have begun."""
        set_hearing(ann, by=by(ann), **away())
        for _ in range(2):
            notices.write_in_hours([notice(ann)])
        assert HeldNotice.objects.count() == 1
        HeldNotice.objects.update(held_until=clock.now())
        tasks.release_notices()
        notices.write_in_hours([notice(ann)])
        HeldNotice.objects.update(held_until=clock.now())
        tasks.release_notices()
        assert Notification.objects.count() == 1

    def test_the_hours_are_those_of_the_persons_zone(self, ann, by):
        ann.zone = "Asia/Tokyo"
        ann.save()
        set_hearing(ann, by=by(ann), **away("Asia/Tokyo"))
        notices.write_in_hours([notice(ann)])
        assert HeldNotice.objects.get().held_until - clock.now() < timedelta(hours=3)

    def test_the_desks_hours_hold_for_whoever_has_none(self, ann, sam, joe, by, max, olga):
        hours = away()
        confirm("hearing_hours", by=by(max), value=f"Mon-Sun {hours['starts']:%H:%M}-{hours['ends']:%H:%M}")
        set_hearing(sam, by=by(sam), always=True)
        notices.write_in_hours([notice(ann), notice(sam)])
        assert list(Notification.objects.values_list("person__name", flat=True)) == ["Sam"]
        assert list(HeldNotice.objects.values_list("person__name", flat=True)) == ["Ann"]

    def test_without_any_hours_nothing_waits(self, ann):
        notices.write_in_hours([notice(ann)])
        assert Notification.objects.count() == 1

    def test_nobody_sets_the_hours_of_others(self, ann, sam, rob, by):
        with pytest.raises(NotAllowed):
            set_hearing(ann, by=by(sam), always=True)
        with pytest.raises(NotAllowed):
            set_hearing(rob, by=by(rob), always=True)

    @pytest.mark.parametrize(
        "wrong",
        [
            {},
            {"starts": time(8)},
            {"starts": time(8), "ends": time(8), "days": [0]},
            {"starts": time(8), "ends": time(9), "days": []},
            {"starts": time(8), "ends": time(9), "days": [7]},
        ],
    )
    def test_hours_that_are_none_are_refused(self, ann, by, wrong):
        with pytest.raises(Refused):
            set_hearing(ann, by=by(ann), **wrong)
        assert not HearingHours.objects.exists()

    def test_the_log_says_that_they_changed(self, ann, by):
        set_hearing(ann, by=by(ann), always=True)
        forget_hearing(ann, by=by(ann))
        events = Event.objects.filter(kind="person.hearing_set", subject_id=ann.pk).order_by("pk")
        assert [event.data for event in events] == [{"always": True}, {}]

    def test_on_the_page(self, ann, rob, browse, said):
        anns = browse(ann)
        assert "The desk&#39;s hours: always" in said(anns.get("/notices/hours")) or "always" in said(
            anns.get("/notices/hours")
        )
        lacking = anns.post("/notices/hours", {"when": "own"})
        assert (lacking.status_code, "Say when your hours begin" in said(lacking)) == (422, True)
        own = {"when": "own", "starts": "08:00", "ends": "16:30", "days": ["0", "2"]}
        assert anns.post("/notices/hours", own).status_code == 302
        kept = HearingHours.objects.get(person=ann)
        assert (kept.starts, kept.ends, kept.days) == (time(8), time(16, 30), [0, 2])
        assert 'value="08:00"' in said(anns.get("/notices/hours"))
        assert anns.post("/notices/hours", {"when": "desk"}).status_code == 302
        assert not HearingHours.objects.exists()
        assert browse(rob).get("/notices/hours").status_code == 404

    def test_over_rest(self, ann, rob, api):
        desks = api(ann).get("/me/hearing-hours").json()
        assert desks == {"own": False, "always": True, "zone": "UTC", "starts": None, "ends": None, "days": []}
        put = api(ann).send("PUT", "/me/hearing-hours", {"starts": "22:00", "ends": "06:00", "days": [4]})
        assert (put.status_code, put.json()["days"], put.json()["starts"]) == (200, [4], "22:00:00")
        assert api(ann).send("PUT", "/me/hearing-hours", {"starts": "22:00"}).status_code == 422
        assert api(ann).delete("/me/hearing-hours").json()["own"] is False
        assert api(rob).get("/me/hearing-hours").status_code == 404
