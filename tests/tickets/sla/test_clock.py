"""Clocks and ledgers by example: no database, microseconds."""

from datetime import UTC, datetime, timedelta

import pytest

from tickets.sla.clock import Clock, Moment, reached, replay, stretches
from tickets.sla.worktime import Calendar

ALWAYS = Calendar("UTC", dict.fromkeys(range(7), ((0, 1440),)))
OFFICE = Calendar("UTC", dict.fromkeys(range(5), ((540, 1020),)))
HOUR = 3600
FRIDAY = datetime(2026, 11, 20, 16, tzinfo=UTC)


def after(**elapsed):
    return FRIDAY + timedelta(**elapsed)


def test_a_pause_of_two_hours_takes_exactly_two_hours_out():
    """SLA-03: elapsed time excludes exactly the 2 h."""
    clock = Clock(ALWAYS, 4 * HOUR).run(FRIDAY).hold(after(hours=1)).run(after(hours=3))
    assert clock.elapsed(after(hours=4)) == 2 * HOUR
    assert clock.when() == after(hours=6)


def test_two_holds_within_a_minute_and_one_of_twenty_seconds():
    """Trap: Zammad keys a pause by day and minute, so that two of one minute collide."""
    clock = Clock(ALWAYS, HOUR).run(FRIDAY)
    clock = clock.hold(after(seconds=5)).run(after(seconds=15)).hold(after(seconds=20)).run(after(seconds=40))
    assert clock.elapsed(after(seconds=60)) == 60 - 10 - 20
    assert clock.when() == after(hours=1, seconds=30)


def test_a_held_clock_is_due_at_no_instant():
    clock = Clock(ALWAYS, HOUR).run(FRIDAY).hold(after(minutes=30))
    assert (clock.when(), clock.left(after(days=9))) == (None, HOUR / 2)


def test_a_share_is_an_instant_not_a_rounded_figure():
    """Trap: 99.951 % rounds to a breach."""
    clock = Clock(ALWAYS, 10_000).run(FRIDAY)
    assert clock.left(after(seconds=9995.1)) == pytest.approx(4.9)
    assert clock.when(75) == after(seconds=7500)


def test_beyond_the_target_what_is_left_is_negative_and_counts_only_open_hours():
    clock = Clock(OFFICE, HOUR).run(FRIDAY)
    assert clock.left(after(days=1)) == 0
    assert clock.left(after(days=3)) == -7 * HOUR


def test_a_stopped_clock_stays_as_it_is():
    clock = Clock(ALWAYS, HOUR).run(FRIDAY).stop(after(minutes=10))
    assert clock == clock.run(after(minutes=20)).hold(after(minutes=30)).stop(after(minutes=40))
    assert clock.elapsed(after(days=1)) == 600


def test_running_or_holding_twice_changes_nothing():
    clock = Clock(ALWAYS, HOUR).run(FRIDAY)
    assert clock.run(after(minutes=5)) == clock
    held = clock.hold(after(minutes=5))
    assert held.hold(after(minutes=9)) == held


def test_a_new_promise_counts_from_the_start_and_keeps_the_holds():
    """SLA-11: P3 to P2 after 30 minutes: the P2 due time counts from creation."""
    moments = [
        Moment("run", FRIDAY, 8 * HOUR, OFFICE),
        Moment("hold", after(minutes=10)),
        Moment("run", after(minutes=20)),
        Moment("retarget", after(minutes=30), HOUR, ALWAYS),
    ]
    assert replay(moments).when() == after(hours=1, minutes=10)


def test_another_calendar_counts_the_past_anew():
    """What business hours did not count, around the clock does."""
    moments = [
        Moment("run", after(hours=2), 8 * HOUR, OFFICE),
        Moment("hold", after(hours=5)),
        Moment("run", after(days=3)),
    ]
    assert replay(moments).elapsed(after(days=3)) == 0
    assert replay([*moments, Moment("retarget", after(days=3), 4 * HOUR, ALWAYS)]).elapsed(after(days=3)) == 3 * HOUR


def test_a_retarget_while_held_stays_held():
    moments = [
        Moment("run", FRIDAY, HOUR, OFFICE),
        Moment("hold", after(minutes=10)),
        Moment("retarget", after(hours=9), 60, ALWAYS),
    ]
    clock = replay(moments)
    assert (clock.since, clock.left(after(days=2))) == (None, 60 - 600)


def test_the_instant_at_which_a_share_was_reached_is_found_in_the_past():
    """Trap: iTop leaves a threshold passed under the old goal as it was; the ledger gives the exact overrun."""
    ran = [(FRIDAY, after(minutes=10)), (after(minutes=20), after(minutes=40)), (after(hours=2), None)]
    assert reached(ALWAYS, ran, 15 * 60) == after(minutes=25)
    assert reached(ALWAYS, ran, 40 * 60) == after(hours=2, minutes=10)
    assert reached(ALWAYS, ran[:2], 40 * 60) is None


def test_a_ledger_tells_when_the_clock_ran():
    moments = [
        Moment("run", FRIDAY),
        Moment("warned", after(minutes=5)),
        Moment("hold", after(minutes=9)),
        Moment("run", after(hours=1)),
    ]
    assert stretches(moments) == [(FRIDAY, after(minutes=9)), (after(hours=1), None)]
    assert stretches([*moments, Moment("cancel", after(hours=2))])[-1] == (after(hours=1), after(hours=2))


def test_warnings_in_a_ledger_do_not_move_the_clock():
    moments = [
        Moment("run", FRIDAY, HOUR, ALWAYS),
        Moment("warned", after(minutes=30)),
        Moment("breached", after(hours=1)),
    ]
    assert replay(moments) == Clock(ALWAYS, HOUR, since=FRIDAY)


def test_a_ledger_without_a_beginning_is_refused():
    with pytest.raises(ValueError, match="begins with a run"):
        replay([Moment("hold", FRIDAY)])


def test_a_reopened_promise_goes_on_from_the_time_already_used():
    """SLA-16: "resume" after 5 h of clock: it continues from 5 h, also after a new target."""
    moments = [Moment("run", FRIDAY, 8 * HOUR, ALWAYS, spent=5 * HOUR)]
    assert replay(moments).when() == after(hours=3)
    assert replay([*moments, Moment("retarget", after(hours=1), 9 * HOUR, ALWAYS)]).when() == after(hours=4)
