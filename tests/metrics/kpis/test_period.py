from datetime import UTC, datetime

import pytest

from metrics.kpis.period import Period

SATURDAY = datetime(2026, 11, 21, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "period", "day"),
    [("", "week", "2026-11-21"), ("2026-11-17", "week", "2026-11-21"), ("2026-11-10", "week", "2026-11-09")],
    ids=["this week", "a day of this week", "another week"],
)
def test_from_a_week_that_runs_one_comes_to_today_and_from_another_to_its_first_day(at, period, day):
    assert Period.read({"period": period, "at": at}, SATURDAY, name="week").day == day


def test_the_day_before_today_is_yesterday():
    today = Period.read({"period": "day"}, SATURDAY, name="week")
    assert today.neighbours()[0] == {"period": "day", "at": "2026-11-20"}
