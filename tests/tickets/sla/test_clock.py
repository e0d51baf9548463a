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


def test_parts_of_a_second_that_make_up_the_target_reach_it():
    """0.99 s and 0.01 s: as floats they leave a hair of the second over, and the promise was never due."""
    first, last = after(seconds=0.99), after(seconds=1)
    moments = [Moment("run", FRIDAY, 1, ALWAYS), Moment("hold", first), Moment("run", first), Moment("hold", last)]
    assert reached(ALWAYS, stretches(moments), 1.0) == after(seconds=1)
    assert replay(moments).elapsed(after(seconds=1)) == 1.0


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
        Moment("warned", after(minutes=30), share=50),
        Moment("breached", after(hours=1), share=100),
    ]
    clock = replay(moments)
    assert (clock.since, clock.when(), clock.spent) == (FRIDAY, after(hours=1), 0)


def test_a_ledger_without_a_beginning_is_refused():
    with pytest.raises(ValueError, match="begins with a run"):
        replay([Moment("hold", FRIDAY)])


def test_a_reopened_promise_goes_on_from_the_time_already_used():
    """SLA-16: "resume" after 5 h of clock: it continues from 5 h, also after a new target."""
    moments = [Moment("run", FRIDAY, 8 * HOUR, ALWAYS, spent=5 * HOUR)]
    assert replay(moments).when() == after(hours=3)
    assert replay([*moments, Moment("retarget", after(hours=1), 9 * HOUR, ALWAYS)]).when() == after(hours=4)


def promised(at, *more, target=24 * HOUR, calendar=ALWAYS):
    return replay([Moment("run", FRIDAY, target, calendar, named=at), *more])


def test_a_promise_is_due_when_it_was_promised_if_that_is_sooner():
    """SLA-05: a promise for 15:00 and a cadence of 24 h: 15:00. The other way round the cadence."""
    assert promised(after(hours=6)).due == after(hours=6)
    assert promised(after(hours=30)).due == after(hours=24)
    assert promised(after(hours=6), target=60).due == after(minutes=1)


def test_half_of_a_promise_is_half_of_the_way_to_it():
    clock = promised(after(hours=6))
    assert (clock.when(50), clock.share(after(hours=3)), clock.left(after(hours=5))) == (after(hours=3), 50, HOUR)
    assert clock.passed(50, after(hours=3))
    assert not clock.passed(51, after(hours=3))


def test_a_promise_outside_the_hours_is_due_when_it_was_promised():
    """Four hours of the office end on Monday; an instant on Saturday is sooner, and it is no minute of the office."""
    assert promised(after(days=1), target=4 * HOUR, calendar=OFFICE).due == after(days=1)


def test_a_wait_moves_what_is_counted_and_not_what_was_promised():
    """SLA-05: the pause rule. Back from the wait the sooner of both is due."""
    held = Moment("hold", after(hours=1), cause="vendor")
    assert promised(after(hours=6), held).due == after(hours=6)
    assert promised(after(hours=6), held, target=2 * HOUR).due == after(hours=6)
    again = Moment("run", after(hours=2))
    assert promised(after(hours=6), held, again, target=2 * HOUR).due == after(hours=3)


def test_a_later_promise_takes_the_place_of_the_first():
    assert promised(after(hours=6), Moment("promise", after(hours=1), named=after(hours=8))).due == after(hours=8)
    assert promised(after(hours=6), Moment("promise", after(hours=1))).due == after(hours=24)


def overridden(due, until, *more, target=4 * HOUR):
    first = Moment("run", FRIDAY, target, ALWAYS)
    return replay([first, Moment("override", after(hours=1), named=due, until=until), *more])


def test_a_due_time_set_by_hand_decides_until_its_end():
    """Trap: a manual due time wins for ever. This one has an end, and then what is counted matters again."""
    assert overridden(after(hours=8), after(days=1)).due == after(hours=8)
    assert overridden(after(hours=8), after(hours=3)).due == after(hours=4)
    assert overridden(after(hours=8), after(hours=6)).due == after(hours=6)


def test_a_revoked_override_leaves_no_trace_in_the_due_time():
    revoked = overridden(after(hours=8), after(days=1), Moment("revoke", after(hours=2)))
    assert (revoked.due, revoked.override) == (after(hours=4), None)
    late = overridden(after(hours=8), after(days=1), Moment("revoke", after(hours=7)))
    assert late.due == after(hours=4)


def test_a_priority_that_changed_during_an_override_matters_after_it():
    """Trap: after a manual change, priority no longer matters."""
    change = Moment("retarget", after(hours=2), 2 * HOUR + 60, ALWAYS)
    assert overridden(after(hours=8), after(days=1), change).due == after(hours=8)
    assert overridden(after(hours=8), after(days=1), change, Moment("revoke", after(hours=2))).due == after(
        hours=2, minutes=1
    )


def test_a_hold_during_an_override_moves_only_what_is_counted():
    held, again = Moment("hold", after(hours=2), cause="vendor"), Moment("run", after(hours=5))
    assert overridden(after(hours=8), after(days=1), held).due == after(hours=8)
    assert overridden(after(hours=9), after(hours=6), held).due is None
    assert overridden(after(hours=9), after(hours=6), held, again).due == after(hours=7)


def test_a_ledger_gives_back_all_that_stands_in_a_row():
    clock = replay(
        [
            Moment("run", FRIDAY, HOUR, ALWAYS),
            Moment("warned", after(minutes=30), share=50),
            Moment("breached", after(hours=1), share=100),
            Moment("except", after(hours=2), until=after(days=1)),
            Moment("hold", after(hours=3), cause="vendor"),
        ]
    )
    assert (clock.level, clock.breached_at, clock.due, clock.held) == (100, after(hours=1), after(hours=1), "vendor")
    assert (clock.excepted, clock.spent, clock.started) == (after(days=1), 3 * HOUR, FRIDAY)
    assert replay([Moment("run", FRIDAY, HOUR, ALWAYS), Moment("cancel", after(minutes=1))]).cancelled


def test_what_was_used_up_beneath_an_override_is_over_when_that_ends_held_or_not():
    """Held meanwhile it was due at no instant until the hold ended. Found by the lives of test_lives.py."""
    moments = [
        Moment("run", FRIDAY, HOUR, ALWAYS),
        Moment("override", after(minutes=1), named=after(hours=9), until=after(hours=3)),
        Moment("hold", after(hours=2), cause="requester"),
    ]
    assert replay(moments).due == after(hours=3)
    assert replay([moments[0], Moment("hold", after(minutes=30), cause="requester")]).due is None
