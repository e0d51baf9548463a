"""Traps that other ticket systems fell into, each as the situation in which it showed.

Here are those of clocks and promises; what a trap would have done wrong stands in the docstring.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from supportdesk.errors import WrongState
from tests.tickets.sla.conftest import ALWAYS, FRIDAY, new_calendar, new_policy, new_ticket, start_clock, targets
from tickets.desk.models import TicketClock
from tickets.sla import engine, ledger, worktime
from tickets.sla.models import Policy, State
from tickets.sla.queries import policies_in_force
from tickets.sla.worktime import Calendar

HOUR = 3600


def after(**elapsed):
    return FRIDAY + timedelta(**elapsed)


@pytest.fixture
def clock(db):
    """Rob's ticket with an hour to resolve it, running since Friday 16:00 UTC."""
    return start_clock(new_ticket(), new_policy("hour", new_calendar("always", ALWAYS), resolution=HOUR))[0]


def test_an_act_between_due_time_and_sweep_is_late(clock):
    """Counted as met, because the job that looks finds the ticket already resolved."""
    rungs = engine.act([clock], "stop", at=after(hours=1, seconds=1), cause="resolved")
    assert [rung.what for rung in rungs] == ["warned", "warned", "warned", "breached", "missed"]
    assert engine.ring_due(TicketClock, now=after(hours=1, minutes=1), limit=10) == []
    assert (clock.breached_at, clock.state(after(days=1))) == (after(hours=1), State.BREACHED)


def test_a_hold_over_the_due_time_is_a_pause_not_a_failure(clock):
    """Tested for failed before paused, with a due time that does not know of the running hold."""
    engine.act([clock], "hold", at=after(minutes=30), cause="requester")
    assert engine.ring_due(TicketClock, now=after(hours=3), limit=10) == []
    clock.refresh_from_db()
    assert (clock.state(after(hours=3)), clock.breached_at) == (State.PAUSED, None)
    engine.act([clock], "run", at=after(hours=3), cause="answered")
    assert clock.state(after(hours=3, minutes=29)) == State.AT_RISK


def test_a_holiday_makes_it_due_later():
    """Excluded days were taken off the window, so that a holiday made it due sooner."""
    week = dict.fromkeys(range(5), ((540, 1020),))
    due = [worktime.add(Calendar("UTC", week, days), FRIDAY, 4 * HOUR) for days in (frozenset(), {date(2026, 11, 23)})]
    assert due == [after(days=2, hours=20), after(days=3, hours=20)]


def test_two_holds_within_one_minute_are_two(clock):
    """Keyed by day and minute they collide, and one of twenty seconds is lost."""
    for second, what in [(5, "hold"), (15, "run"), (20, "hold"), (40, "run")]:
        engine.act([clock], what, at=after(seconds=second), cause="requester")
    assert clock.moments.filter(what="hold").count() == 2
    assert clock.due_at == after(hours=1, seconds=30)
    assert ledger.replayed(clock) == TicketClock.objects.get(pk=clock.pk).pure()


def test_nothing_is_rounded_to_a_breach(db):
    """99.951 % was shown and counted as 100 %."""
    start_clock(new_ticket(), new_policy("long", new_calendar("always", ALWAYS), resolution=100_000))
    rungs = engine.ring_due(TicketClock, now=after(seconds=99_951), limit=1)
    assert [rung.share for rung in rungs] == [50, 75, 90]
    assert rungs[0].clock.state(after(seconds=99_999)) == State.AT_RISK


def test_nothing_rings_a_moment_early(clock):
    assert engine.ring_due(TicketClock, now=after(seconds=1799.999999), limit=1) == []
    assert [rung.share for rung in engine.ring_due(TicketClock, now=after(minutes=30), limit=1)] == [50]


def test_a_day_of_an_eight_hour_desk_is_one_working_day(db):
    """ "1 day" on an eight-hour schedule took three: targets are seconds, and the presets say hours."""
    p3 = next(policy for policy in policies_in_force(FRIDAY) if policy.key == "p3")
    start = datetime(2026, 11, 16, 9, tzinfo=UTC)
    clock, _ = start_clock(new_ticket(), p3, "next_update", at=start)
    assert clock.due_at == datetime(2026, 11, 17, 17, tzinfo=UTC)


def test_a_live_promise_is_never_edited(clock):
    """Past and future of one ticket were counted by two definitions."""
    for row in (clock.policy, clock.calendar):
        with pytest.raises(WrongState):
            row.save()
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Policy.objects.filter(pk=clock.policy_id).update(ladder=[10])


def test_what_was_passed_under_the_old_goal_is_exact_under_the_new_one(clock):
    """A threshold that lay in the past was left as it was, and its overrun stayed wrong."""
    engine.act([clock], "hold", at=after(minutes=10), cause="requester")
    engine.act([clock], "run", at=after(minutes=20), cause="answered")
    shorter = new_policy("shorter", new_calendar("other", ALWAYS), resolution=900)
    engine.retarget([clock], at=after(minutes=40), cause="priority", targets=targets(shorter))
    assert (clock.due_at, clock.left(after(minutes=40))) == (after(minutes=25), -900)


def test_the_calendar_is_the_policys_wherever_the_ticket_goes(clock):
    """The department's calendar was taken instead: the due time moved with the queue."""
    promised = targets(clock.policy)
    assert engine.retarget([clock], at=after(minutes=5), cause="queue", targets=promised) == []
    assert (clock.due_at, clock.calendar_id) == (after(hours=1), promised["resolution"].calendar_id)
    assert clock.moments.count() == 1


def test_what_was_told_is_not_told_again_after_a_recalculation(clock):
    """Notices of the past were deleted and sent again."""
    told = engine.ring_due(TicketClock, now=after(minutes=50), limit=10)
    clock.refresh_from_db()
    longer = new_policy("longer", new_calendar("other", ALWAYS), resolution=2 * HOUR)
    told += engine.retarget([clock], at=after(minutes=51), cause="priority", targets=targets(longer))
    told += engine.ring_due(TicketClock, now=after(days=1), limit=10)
    assert [rung.share for rung in told] == [50, 75, 90, 100]


def test_a_promise_after_a_reopen_is_measured_from_the_reopen(clock):
    """Measured from the first creation: five days for an answer that took ten minutes."""
    engine.act([clock], "stop", at=after(minutes=20), cause="resolved")
    again, _ = start_clock(clock.ticket, clock.policy, at=after(days=5))
    rungs = engine.act([again], "stop", at=after(days=5, minutes=10), cause="resolved")
    assert (rungs[-1].what, again.spent) == ("met", 600)


@pytest.mark.parametrize(
    ("zone", "start", "hours", "due"),
    [
        ("Europe/London", "2026-10-25T00:00", 3, "2026-10-25T03:00"),  # an hour that comes twice counts twice
        ("Europe/London", "2026-03-29T00:00", 24, "2026-03-30T00:00"),
        ("Australia/Lord_Howe", "2026-04-04T12:00", 24, "2026-04-05T12:00"),
        ("Pacific/Apia", "2011-12-30T08:00", 24, "2011-12-31T08:00"),  # the date line moved
        ("UTC", "2026-12-31T20:00", 8, "2027-01-01T04:00"),
        ("UTC", "2016-12-31T23:59", 1, "2017-01-01T00:59"),  # a leap second is no second of the database
        ("Asia/Tehran", "2022-03-21T20:00", 1, "2022-03-21T21:00"),
    ],
)
def test_odd_days_have_as_many_hours_as_they_have(zone, start, hours, due):
    """Wall-clock arithmetic, and loops with a limit on iterations."""
    always = dict.fromkeys(range(7), ((0, 1440),))
    far_holiday = frozenset({date(2040, 1, 1)})  # so that no shortcut is taken
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, due))
    assert worktime.add(Calendar(zone, always, far_holiday), begin, hours * HOUR) == end


def test_a_calendar_without_hours_is_refused():
    """Searched for its next opening until a limit, or for ever."""
    with pytest.raises(ValueError, match="at least one open hour"):
        Calendar("UTC", {})
