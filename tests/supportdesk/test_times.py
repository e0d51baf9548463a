from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from supportdesk.times import ago, instant, shortday, since, span, worked

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"), (59.9, "59 s"), (60, "1 min"), (89 * 60 + 59, "89 min"), (90 * 60, "1 h"),
        (47 * 3600, "47 h"), (48 * 3600, "2 d"), (-7200, "2 h"),
    ],
)  # fmt: skip
def test_a_span_is_said_in_the_largest_sensible_unit(seconds, words):
    assert span(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (27000, "7 h 30 min"), (3600, "1 h")]
)
def test_worked_time_is_exact_to_the_minute(seconds, words):
    assert worked(seconds) == words


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        ({"seconds": 5}, "5 s"),
        ({"minutes": 3}, "3 min"),
        ({"hours": 30}, "1 d"),
        ({"days": 15}, "2 wk"),
        ({"days": 400}, "1 yr"),
    ],
)
def test_how_long_ago(earlier, words):
    assert since(NOON - timedelta(**earlier), NOON) == words
    assert ago(NOON - timedelta(**earlier), NOON) == f"{words} ago"


def test_a_clock_that_runs_ahead_is_not_the_future():
    assert since(NOON + timedelta(seconds=3), NOON) == "0 s"


def test_instants_are_said_in_the_readers_zone():
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert instant(NOON) == "Fri 20 Nov 2026, 21:00 JST"
        assert shortday(datetime(2020, 1, 3, 20, tzinfo=UTC)) == "Sat 04 Jan"
