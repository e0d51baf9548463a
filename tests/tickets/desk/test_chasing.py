"""When an ask is chased: working days in the zone of whoever was asked."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tickets.desk.chasing import Plan, due, ends, plan_for

THURSDAY = datetime(2026, 11, 19, 15, 30, tzinfo=UTC)


def test_two_chases_then_the_end_none_on_a_weekend():
    plan = plan_for("incident").told()
    days = [due(plan, number, THURSDAY, "UTC").strftime("%a %d %H:%M") for number in range(3)]
    assert days == ["Mon 23 15:30", "Wed 25 15:30", "Fri 27 15:30"]
    assert [ends(plan, number) for number in range(3)] == [False, False, True]


def test_the_type_may_have_a_plan_of_its_own():
    assert plan_for("access_request") != plan_for("incident")


@given(
    st.timedeltas(timedelta(days=-3000), timedelta(days=3000)).map(lambda span: THURSDAY + span),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    st.lists(st.integers(1, 9), min_size=1, max_size=4, unique=True).map(sorted),
    st.integers(1, 9),
)
def test_each_step_comes_after_the_one_before_on_a_working_day(asked_at, zone, chases, more):
    plan = Plan(tuple(chases), chases[-1] + more).told()
    steps = [due(plan, number, asked_at, zone) for number in range(len(chases) + 1)]
    assert asked_at < steps[0]
    assert steps == sorted(set(steps))
    assert all(step.astimezone(ZoneInfo(zone)).weekday() < 5 for step in steps)
