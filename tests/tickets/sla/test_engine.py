"""What the engine does to rows and what it tells, act by act."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.tickets.sla.conftest import FRIDAY, new_policy, start_clock, targets
from tickets.desk.models import TicketClock, TicketMoment
from tickets.sla import engine, ledger
from tickets.sla.models import State

pytestmark = pytest.mark.django_db


def after(**elapsed):
    return FRIDAY + timedelta(**elapsed)


def rings(rungs):
    return [(rung.what, rung.at, rung.share) for rung in rungs]


def fresh(clock):
    return TicketClock.objects.get(pk=clock.pk)


def ring(now):
    return engine.ring_due(TicketClock, now=now, limit=100)


def test_a_started_clock_is_due_by_its_calendar_and_rings_first_at_half(clock, moments):
    """SLA-12: the row knows its policy, its due time and its state."""
    row = fresh(clock)
    assert (row.due_at, row.alarm_at, row.level) == (after(hours=1), after(minutes=30), 0)
    assert row.state(after(minutes=29)) == State.RUNNING
    assert moments(clock) == [("run", 0, None)]
    assert clock.moments.get().data == {"target": 3600, "calendar": clock.calendar_id}


def test_each_level_rings_once_at_its_own_instant_however_late_the_sweep(clock, moments):
    """SLA-06, SLA-07: a sweep ten minutes late, and a second one on the same data."""
    assert rings(ring(after(minutes=47))) == [("warned", after(minutes=30), 50), ("warned", after(minutes=45), 75)]
    assert ring(after(minutes=47)) == []
    assert rings(ring(after(minutes=70))) == [("warned", after(minutes=54), 90), ("breached", after(hours=1), 100)]
    assert ring(after(days=9)) == []
    row = fresh(clock)
    assert (row.breached_at, row.alarm_at, row.level) == (after(hours=1), None, 100)
    warnings = [("warned", 30, 50), ("warned", 45, 75), ("warned", 54, 90)]
    assert moments(clock) == [("run", 0, None), *warnings, ("breached", 60, 100)]


def test_an_answer_in_time_is_met_and_nothing_rings_any_more(clock):
    rungs = engine.act([clock], "stop", at=after(minutes=20), cause="reply")
    assert rings(rungs) == [("met", after(minutes=20), 33)]
    assert ring(after(days=1)) == []
    assert fresh(clock).state(after(days=1)) == State.MET


def test_an_act_rings_first_what_should_have_rung_before(clock, moments):
    rungs = engine.act([clock], "hold", at=after(minutes=46), cause="requester")
    assert rings(rungs) == [("warned", after(minutes=30), 50), ("warned", after(minutes=45), 75)]
    assert moments(clock)[1:] == [("warned", 30, 50), ("warned", 45, 75), ("hold", 46, None)]


def test_a_hold_moves_due_time_and_alarms_by_exactly_its_length(clock):
    """SLA-03: a pause of 2 h with its reason; elapsed time excludes exactly 2 h."""
    engine.act([clock], "hold", at=after(minutes=10), cause="requester")
    held = fresh(clock)
    assert (held.due_at, held.alarm_at, held.held_reason) == (None, None, "requester")
    assert held.state(after(hours=1)) == State.PAUSED
    engine.act([held], "run", at=after(minutes=130), cause="answered")
    row = fresh(clock)
    assert (row.due_at, row.alarm_at, row.held_reason) == (after(hours=3), after(minutes=150), "")
    assert row.share(after(minutes=140)) == pytest.approx(100 / 3)


def test_another_reason_while_held_is_an_interval_of_its_own(clock, moments):
    engine.act([clock], "hold", at=after(minutes=10), cause="requester")
    engine.act([clock], "hold", at=after(minutes=20), cause="requester")
    engine.act([clock], "hold", at=after(minutes=30), cause="vendor")
    assert moments(clock)[1:] == [("hold", 10, None), ("hold", 30, None)]
    assert fresh(clock).left(after(days=1)) == 3000


def test_a_promise_that_does_not_pause_runs_on_through_a_hold(ticket, one_hour):
    clock, _ = start_clock(ticket, one_hour, "first_response")
    assert engine.act([clock], "hold", at=after(minutes=10), cause="requester") == []
    assert fresh(clock).due_at == after(hours=1)


def test_a_cancelled_clock_is_neither_met_nor_missed(clock, moments):
    assert engine.act([clock], "cancel", at=after(minutes=5), cause="cancelled") == []
    assert fresh(clock).state(after(days=1)) == State.CANCELLED
    assert moments(clock)[-1] == ("cancel", 5, None)


def test_a_stopped_clock_hears_nothing_more(clock, moments):
    engine.act([clock], "stop", at=after(minutes=5), cause="reply")
    for what in ("run", "hold", "stop", "cancel"):
        assert engine.act([clock], what, at=after(minutes=9), cause="late") == []
    assert len(moments(clock)) == 2


def test_states_follow_the_time_used_without_a_sweep(clock):
    """SLA-12, SLA-06: what people see is right at every instant."""
    seen = [clock.state(after(minutes=minute)) for minute in (0, 29, 30, 44, 45, 59, 60)]
    expected = ["running", "running", "due soon", "due soon", "at risk", "at risk", "breached"]
    assert [state.value for state in seen] == expected
    assert clock.left(after(minutes=90)) == -1800


def test_several_clocks_of_one_ticket_take_two_statements_an_act(ticket, one_hour, django_assert_num_queries):
    first, _ = start_clock(ticket, one_hour, "acknowledge")
    rows = [first, start_clock(ticket, one_hour, "first_response")[0], start_clock(ticket, one_hour)[0]]
    with django_assert_num_queries(2):
        rungs = engine.act(rows, "stop", at=after(minutes=50), cause="resolved")
    assert [rung.what for rung in rungs] == ["warned", "warned", "met"] * 3
    with django_assert_num_queries(0):
        assert engine.act([], "stop", at=after(minutes=50), cause="resolved") == []
        assert engine.start([], at=after(minutes=50), cause="opened") == []


def test_starting_several_takes_two_statements(ticket, one_hour, django_assert_num_queries):
    start_clock(ticket, one_hour)  # reads policy and calendar once per process
    rows = [
        TicketClock(
            ticket=ticket,
            goal=goal,
            policy=one_hour,
            calendar_id=target.calendar_id,
            target_seconds=target.seconds,
        )
        for goal, target in targets(one_hour).items()
        if goal != "resolution"
    ]
    with django_assert_num_queries(2):
        engine.start(rows, at=FRIDAY, cause="opened")
    assert {row.moments.count() for row in rows} == {1}


def test_one_goal_has_one_open_clock(clock, one_hour, ticket):
    with pytest.raises(IntegrityError), transaction.atomic():
        start_clock(ticket, one_hour)
    engine.act([clock], "stop", at=after(minutes=1), cause="resolved")
    start_clock(ticket, one_hour, at=after(minutes=2))


def test_nothing_due_is_one_statement(clock, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert ring(after(minutes=1)) == []


def test_a_sweep_takes_three_statements_whatever_rings(ticket, one_hour, django_assert_num_queries):
    for goal in ("acknowledge", "first_response", "resolution"):
        start_clock(ticket, one_hour, goal)
    with django_assert_num_queries(3):
        assert len(ring(after(hours=2))) == 12


def test_a_batch_takes_the_most_overdue_first(ticket, one_hour):
    late, _ = start_clock(ticket, one_hour, "acknowledge", at=after(minutes=-30))
    start_clock(ticket, one_hour, "first_response")
    assert {rung.clock.pk for rung in engine.ring_due(TicketClock, now=after(hours=1), limit=1)} == {late.pk}


def test_a_clock_that_starts_beyond_its_target_is_broken_at_once(ticket, one_hour):
    """SLA-16: resumed after a reopen with more than the target already used."""
    clock, rungs = start_clock(ticket, one_hour, spent=4000.0)
    assert rings(rungs) == [("breached", FRIDAY, 100)]
    assert fresh(clock).state(FRIDAY) == State.BREACHED


def test_a_resumed_clock_goes_on_from_the_time_used(ticket, one_hour):
    """SLA-16: "resume": continues from 40 minutes; of the levels passed only the last is told."""
    clock, rungs = start_clock(ticket, one_hour, spent=2800.0)
    assert rings(rungs) == [("warned", FRIDAY, 75)]
    assert (clock.due_at, clock.alarm_at) == (after(seconds=800), after(seconds=440))
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_a_promise_sooner_than_the_cadence_is_due_as_promised(ticket, one_hour, moments):
    """SLA-05: it rings while the clock is held too, for the requester was told an instant."""
    clock, _ = start_clock(ticket, one_hour, promised_at=after(minutes=40))
    assert (clock.due_at, clock.alarm_at) == (after(minutes=40), after(minutes=20))
    engine.act([clock], "hold", at=after(minutes=10), cause="vendor")
    row = fresh(clock)
    assert (row.due_at, row.alarm_at, row.state(after(minutes=39))) == (
        after(minutes=40),
        after(minutes=20),
        State.PAUSED,
    )
    assert rings(ring(after(minutes=40)))[-1] == ("breached", after(minutes=40), 100)
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_a_promise_later_than_the_cadence_changes_nothing(ticket, one_hour):
    clock, _ = start_clock(ticket, one_hour, promised_at=after(hours=3))
    assert (clock.due_at, clock.alarm_at) == (after(hours=1), after(minutes=30))


def test_another_promise_takes_the_place_of_the_first(clock):
    assert engine.promise([clock], at=after(minutes=5), cause="promised", named=after(minutes=15)) == []
    assert (clock.due_at, clock.alarm_at) == (after(minutes=15), after(minutes=7.5))
    engine.promise([clock], at=after(minutes=6), cause="promised", named=after(minutes=45))
    assert clock.due_at == after(minutes=45)
    assert ledger.replayed(clock) == fresh(clock).pure()


def override(clock, at, due, until):
    return engine.override([clock], at=at, cause="override", due=due, until=until)


def test_an_override_moves_the_due_time_and_keeps_both(clock):
    """Trap: a manual due time. Both due times stand in the ledger."""
    assert override(clock, after(minutes=10), after(hours=4), after(hours=9)) == []
    row = fresh(clock)
    assert (row.due_at, row.alarm_at, row.override) == (
        after(hours=4),
        after(hours=2),
        (after(hours=4), after(hours=9)),
    )
    told = row.moments.last().data
    assert (told["named"], told["was"]["due"]) == (after(hours=4).isoformat(), after(hours=1).isoformat())
    assert ledger.replayed(row) == row.pure()


def test_an_override_ends_by_itself_and_then_what_is_counted_matters(clock):
    override(clock, after(minutes=10), after(hours=4), after(hours=2))
    assert clock.due_at == after(hours=2)
    assert rings(ring(after(hours=3)))[-1] == ("breached", after(hours=2), 100)
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_a_revoked_override_brings_back_the_due_time_and_rings_what_was_passed(clock):
    override(clock, after(minutes=10), after(hours=4), after(hours=9))
    assert rings(engine.revoke([clock], at=after(minutes=50), cause="revoked")) == [("warned", after(minutes=50), 75)]
    assert (clock.due_at, clock.alarm_at, clock.override) == (after(hours=1), after(minutes=54), None)
    override(clock, after(minutes=51), after(hours=4), after(hours=9))
    late = engine.revoke([clock], at=after(hours=2), cause="revoked")
    assert (rings(late), clock.due_at) == ([("breached", after(hours=2), 100)], after(hours=1))
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_a_retarget_during_an_override_shows_once_it_has_ended(ticket, clock, around_the_clock):
    """Trap: after a manual change, priority no longer matters."""
    override(clock, after(minutes=10), after(hours=4), after(hours=9))
    half = new_policy("half", around_the_clock, resolution=1800)
    engine.retarget([clock], at=after(minutes=15), cause="priority", targets=targets(half))
    assert clock.due_at == after(hours=4)
    engine.revoke([clock], at=after(minutes=16), cause="revoked")
    assert clock.due_at == after(minutes=30)
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_an_override_never_erases_a_breach(clock):
    ring(after(hours=2))
    row = fresh(clock)
    override(row, after(hours=2), after(hours=5), after(hours=9))
    assert (row.breached_at, row.due_at) == (after(hours=1), after(hours=5))
    assert rings(engine.act([row], "stop", at=after(hours=3), cause="resolved"))[-1][0] == "missed"


@pytest.mark.parametrize(("ended", "what", "state"), [(2, "excepted", "excepted"), (5, "missed", "breached")])
def test_what_ends_while_an_exception_stands_is_counted_apart(clock, ended, what, state):
    """SLA-08: and what ends after it is not."""
    engine.except_until([clock], at=after(minutes=90), cause="exception", until=after(hours=4))
    rungs = engine.act([clock], "stop", at=after(hours=ended), cause="resolved")
    assert (rungs[-1].what, fresh(clock).state(after(days=1)).value) == (what, state)
    assert fresh(clock).breached_at == after(hours=1)
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_an_exception_can_be_granted_to_what_has_ended_and_be_taken_back(clock):
    engine.act([clock], "stop", at=after(hours=2), cause="resolved")
    engine.except_until([clock], at=after(hours=3), cause="exception", until=after(days=1))
    assert fresh(clock).state(after(days=9)) == State.EXCEPTED
    engine.except_until([clock], at=after(hours=4), cause="exception", until=None)
    assert fresh(clock).state(after(days=9)) == State.BREACHED
    assert ledger.replayed(clock) == fresh(clock).pure()


def test_moments_are_never_changed_or_removed(clock):
    """D1: the ledger is append-only, and the database says so."""
    for change in (lambda rows: rows.update(cause="other"), lambda rows: rows.delete()):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            change(TicketMoment.objects.filter(clock=clock))
