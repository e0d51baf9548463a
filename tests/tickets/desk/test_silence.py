from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.desk import silence

ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
BOUNDS = (datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2028-01-01"))  # hypothesis wants them naive
INSTANT = st.datetimes(*BOUNDS, timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("resolved", "closes"),
    [
        ("2026-11-16T10:00", "2026-11-23T10:00"),  # Monday to Monday
        ("2026-11-20T10:00", "2026-11-27T10:00"),  # Friday to Friday
        ("2026-11-21T10:00", "2026-11-27T10:00"),  # Saturday: five working days are Monday to Friday
        ("2026-11-22T10:00", "2026-11-27T10:00"),
    ],
)
def test_five_working_days(resolved, closes):
    """T-28: silence of five working days stands for the confirmation."""
    assert silence.close_at(datetime.fromisoformat(resolved + "Z"), "UTC") == datetime.fromisoformat(closes + "Z")


def test_the_wall_clock_of_the_organisation_counts_across_a_change_of_hours():
    resolved = datetime(2026, 3, 27, 9, tzinfo=UTC)  # 10:00 in Berlin; summer time begins on the 29th
    closes = silence.close_at(resolved, "Europe/Berlin")
    assert closes.astimezone(ZoneInfo("Europe/Berlin")).strftime("%Y-%m-%d %H:%M") == "2026-04-03 10:00"
    assert closes == datetime(2026, 4, 3, 8, tzinfo=UTC)
    assert closes.tzinfo is UTC


@given(INSTANT, ZONES)
def test_it_is_always_a_working_day_about_a_week_ahead(resolved, zone):
    closes = silence.close_at(resolved, zone)
    assert closes.astimezone(ZoneInfo(zone)).weekday() < 5
    assert timedelta(days=4, hours=22) <= closes - resolved <= timedelta(days=7, hours=2)


def test_the_reopen_window():
    """T-29: inside the window of 14 days a reply reopens, after it a follow-up opens."""
    ended = datetime(2026, 11, 1, tzinfo=UTC)
    assert silence.may_reopen(ended, ended + timedelta(days=14))
    assert not silence.may_reopen(ended, ended + timedelta(days=14, seconds=1))
    assert silence.may_reopen(None, ended)
