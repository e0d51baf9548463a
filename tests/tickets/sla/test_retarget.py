"""Another promise for clocks that already run (SLA-11). Whole lives of rows against the oracle: test_lives.py."""

from datetime import timedelta

import pytest

from tests.tickets.sla.conftest import FRIDAY, new_policy, start_clock, targets
from tickets.desk.models import TicketClock
from tickets.sla import engine
from tickets.sla.models import Policy, State

pytestmark = pytest.mark.django_db
HOUR = 3600


def after(**elapsed):
    return FRIDAY + timedelta(**elapsed)


def fresh(clock):
    return TicketClock.objects.get(pk=clock.pk)


def rings(rungs):
    return [(rung.what, rung.at, rung.share) for rung in rungs]


def retarget(clock, policy, at):
    return engine.retarget([clock], at=at, cause="priority", targets=targets(policy))


@pytest.fixture
def p3(office):
    return new_policy("three", office, acknowledge=HOUR, resolution=24 * HOUR)


@pytest.fixture
def p2(around_the_clock):
    return new_policy("two", around_the_clock, resolution=8 * HOUR)


@pytest.fixture
def p1(around_the_clock):
    return new_policy("one", around_the_clock, resolution=HOUR)


def test_p3_to_p2_counts_from_creation_and_the_ledger_shows_both_due_times(ticket, p3, p2):
    """SLA-11: P3 to P2 at 30 minutes."""
    clock, _ = start_clock(ticket, p3)
    was = clock.due_at
    assert retarget(clock, p2, after(minutes=30)) == []
    assert fresh(clock).due_at == after(hours=8)
    moment = clock.moments.last()
    assert (moment.what, moment.at, moment.policy, moment.cause) == ("retarget", after(minutes=30), p2, "priority")
    assert moment.data["due"] == after(hours=8).isoformat()
    assert (moment.data["was"]["due"], moment.data["was"]["policy"]) == (was.isoformat(), p3.pk)


def test_every_hold_is_kept(ticket, p3, p2):
    """Trap: GLPI lost the waiting time on a change of agreement."""
    clock, _ = start_clock(ticket, p3)
    engine.act([clock], "hold", at=after(minutes=10), cause="requester")
    engine.act([clock], "run", at=after(minutes=30), cause="answered")
    retarget(clock, p2, after(minutes=40))
    assert fresh(clock).due_at == after(hours=8, minutes=20)


def test_a_held_clock_stays_held(ticket, p3, p2):
    clock, _ = start_clock(ticket, p3)
    engine.act([clock], "hold", at=after(minutes=10), cause="requester")
    assert retarget(clock, p2, after(days=2)) == []
    row = fresh(clock)
    assert (row.due_at, row.alarm_at, row.state(after(days=2))) == (None, None, State.PAUSED)
    engine.act([row], "run", at=after(days=3), cause="answered")
    assert row.due_at == after(days=3, hours=7, minutes=50)


def test_a_target_already_missed_is_broken_now_with_the_exact_overrun(ticket, p3, p1):
    """Trap: a threshold passed under the old goal stays wrong. The due time is the exact one; it rings now, for
    nobody had promised it before.
    """
    clock, _ = start_clock(ticket, p3)
    rungs = retarget(clock, p1, after(hours=2))
    assert rings(rungs) == [("breached", after(hours=2), 100)]
    row = fresh(clock)
    assert (row.due_at, row.breached_at, row.left(after(hours=2))) == (after(hours=1), after(hours=2), -HOUR)


def test_of_the_warnings_passed_only_the_last_is_told(ticket, p3, p1):
    clock, _ = start_clock(ticket, p3)
    assert rings(retarget(clock, p1, after(minutes=50))) == [("warned", after(minutes=50), 75)]
    assert clock.alarm_at == after(minutes=54)


def test_a_recorded_breach_is_never_erased(ticket, p1, p3):
    clock, _ = start_clock(ticket, p1)
    rungs = retarget(clock, p3, after(hours=2))
    assert [rung.what for rung in rungs] == ["warned", "warned", "warned", "breached"]
    row = fresh(clock)
    assert (row.breached_at, row.state(after(hours=2))) == (after(hours=1), State.BREACHED)
    assert row.due_at > after(hours=2)
    assert rings(engine.act([row], "stop", at=after(hours=3), cause="resolved")) == [("missed", after(hours=3), 4)]


def test_a_broken_clock_under_a_longer_promise_is_held_like_any_other(ticket, p1, p2):
    """Its due time lay ahead again and stood still through the hold. Found by the lives of test_lives.py."""
    clock, _ = start_clock(ticket, p1)
    retarget(clock, p2, after(hours=2))
    engine.act([clock], "hold", at=after(hours=3), cause="requester")
    assert (fresh(clock).due_at, fresh(clock).breached_at) == (None, after(hours=1))
    engine.act([clock], "run", at=after(hours=5), cause="answered")
    assert fresh(clock).due_at == after(hours=10)


def test_no_level_rings_twice_however_often_the_promise_changes(ticket, p3, p1):
    """Trap: re-notification after recalculation."""
    clock, _ = start_clock(ticket, p1)
    told = []
    for minute, policy in [(50, p3), (51, p1), (52, p3), (53, p1), (56, p3), (57, p1)]:
        told += retarget(clock, policy, after(minutes=minute))
    told += engine.ring_due(TicketClock, now=after(days=9), limit=10)
    assert [rung.share for rung in told] == [50, 75, 90, 100]


def test_what_the_new_policy_does_not_promise_is_cancelled(ticket, p3, p2):
    clock, _ = start_clock(ticket, p3, "acknowledge")
    assert retarget(clock, p2, after(minutes=20)) == []
    assert fresh(clock).state(after(days=1)) == State.CANCELLED


def test_the_same_promise_again_changes_nothing(ticket, p3, django_assert_num_queries):
    """Trap: moving between queues takes another calendar. It is the policy's, and the policy has not changed."""
    clock, _ = start_clock(ticket, p3)
    with django_assert_num_queries(0):
        assert retarget(clock, p3, after(minutes=30)) == []


def test_a_new_version_of_the_same_length_is_still_named(ticket, p3, office):
    """SLA-10: the clock names the version it is judged by."""
    clock, _ = start_clock(ticket, p3)
    second = new_policy("three", office, version=2, acknowledge=HOUR, resolution=24 * HOUR)
    retarget(clock, second, after(minutes=30))
    assert fresh(clock).policy == second


def test_several_clocks_take_three_statements(ticket, p3, office, django_assert_num_queries):
    clocks = [start_clock(ticket, p3, goal)[0] for goal in ("acknowledge", "resolution")]
    longer = new_policy("longer", office, acknowledge=2 * HOUR, resolution=30 * HOUR)
    promised = targets(Policy.objects.version(longer.pk))  # read once per process
    with django_assert_num_queries(3):
        engine.retarget(clocks, at=after(minutes=5), cause="tier", targets=promised)
