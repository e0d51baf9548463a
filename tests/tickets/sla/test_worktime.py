"""Working time by example: no database, microseconds."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice

import pytest

from tickets.sla import worktime
from tickets.sla.worktime import Calendar

OFFICE = dict.fromkeys(range(5), ((540, 1020),))
ALWAYS = dict.fromkeys(range(7), ((0, 1440),))
HOUR = 3600


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_an_hour_before_closing_leaves_three_for_the_next_working_day():
    """SLA-02: a 4 h target, a ticket at 17:00, closing at 18:00 and opening at 09:00: due 12:00 next working day."""
    calendar = Calendar("Europe/London", dict.fromkeys(range(5), ((540, 1080),)))
    friday = at("2026-11-20T17:00")
    assert worktime.add(calendar, friday, 4 * HOUR) == at("2026-11-23T12:00")


def test_a_holiday_makes_it_later_never_sooner():
    """Trap: django-helpdesk took the excluded day off the window."""
    start = at("2026-12-24T16:00")
    plain = worktime.add(Calendar("UTC", OFFICE), start, 2 * HOUR)
    christmas = worktime.add(Calendar("UTC", OFFICE, frozenset({date(2026, 12, 25)})), start, 2 * HOUR)
    assert (plain, christmas) == (at("2026-12-25T10:00"), at("2026-12-28T10:00"))


@pytest.mark.parametrize(("day", "seconds"), [("2026-10-25", HOUR), ("2026-03-29", 0), ("2026-11-01", HOUR / 2)])
def test_a_repeated_hour_counts_twice_and_a_skipped_one_not_at_all(day, seconds):
    """Half an hour of window, 01:15 to 01:45 on Sunday in London: an hour, nothing, and on a plain Sunday a half."""
    calendar = Calendar("Europe/London", {6: ((75, 105),)})
    start = at(f"{day}T00:00") - timedelta(hours=2)
    assert worktime.between(calendar, start, start + timedelta(days=1)) == seconds


def test_a_window_over_midnight_belongs_to_both_days():
    calendar = Calendar("UTC", {0: ((1320, 360),)}, frozenset({date(2026, 11, 24)}))
    monday = at("2026-11-16T21:00")
    assert worktime.between(calendar, monday, monday + timedelta(days=1)) == 8 * HOUR
    week_with_holiday_on_tuesday = monday + timedelta(weeks=1)
    assert worktime.between(calendar, week_with_holiday_on_tuesday, monday + timedelta(weeks=1, days=1)) == 2 * HOUR


NIGHT = dict.fromkeys(range(7), ((1320, 360),))
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("week", "holidays", "overrides", "hours"),
    [
        (OFFICE, [], {TUESDAY: ((600, 660),)}, [8, 1, 8, 8]),
        (OFFICE, [], {TUESDAY: ()}, [8, 0, 8, 8]),
        (OFFICE, [TUESDAY], {TUESDAY: ((600, 660), (720, 840))}, [8, 3, 8, 8]),
        (NIGHT, [], {TUESDAY: ()}, [8, 0, 8, 8]),  # neither the night before runs into it, nor out of it …
        (NIGHT, [], {TUESDAY: ((0, 60),)}, [8, 1, 8, 8]),  # … Wednesday's first six hours are Wednesday's
        (OFFICE, [], {TUESDAY: ((1320, 360),)}, [8, 2, 8 + 6, 8]),
        (OFFICE, [WEDNESDAY], {TUESDAY: ((1320, 360),)}, [8, 2, 6, 8]),  # staffed on purpose, into the holiday
        (NIGHT, [], {TUESDAY: ((1320, 420),)}, [8, 2, 7 + 2, 8]),
        (OFFICE, [], {TUESDAY: ((1320, 360),), WEDNESDAY: ((600, 660),)}, [8, 2, 1, 8]),  # its own alone
        (OFFICE, [], {TUESDAY: ((1320, 360),), WEDNESDAY: ()}, [8, 2, 0, 8]),
    ],
)
def test_on_the_date_of_an_override_exactly_its_windows_are_open(week, holidays, overrides, hours):
    """SLA-02: staffed overrides. Monday to Thursday, hours counted on each date."""
    calendar = Calendar("UTC", week, frozenset(holidays), overrides)
    days = [at("2026-11-23T00:00") + timedelta(days=number) for number in range(4)]
    assert [worktime.between(calendar, day, day + timedelta(days=1)) / HOUR for day in days] == hours


def test_an_override_that_closes_a_day_makes_a_calendar_less_than_always():
    calendar = Calendar("UTC", ALWAYS, overrides={TUESDAY: ()})
    assert worktime.add(calendar, at("2026-11-23T23:00"), 2 * HOUR) == at("2026-11-25T01:00")
    assert Calendar("UTC", ALWAYS, overrides={TUESDAY: ((0, 1440),)}).always


def test_an_override_outside_the_day_is_refused_with_its_date():
    with pytest.raises(ValueError, match="2026-11-24, minutes 0 to 1441"):
        Calendar("UTC", OFFICE, overrides={TUESDAY: ((0, 1441),)})


def test_spans_far_apart_are_as_exact_wherever_the_sums_began():
    """What the blocks count is summed up once; asked first in the middle, then before, then after."""
    asked, fresh = Calendar("Europe/London", OFFICE), []
    for begin, end in [("2026-03-01", "2026-09-01"), ("2011-01-01", "2011-06-01"), ("2030-05-01", "2033-01-01")]:
        first, last = at(f"{begin}T00:00"), at(f"{end}T00:00")
        alone = Calendar("Europe/London", OFFICE)
        fresh.append(worktime.between(asked, first, last) == worktime.between(alone, first, last) > 0)
        assert worktime.add(asked, first, worktime.between(alone, first, last)) == worktime.add(
            Calendar("Europe/London", OFFICE), first, worktime.between(alone, first, last)
        )
    assert fresh == [True] * 3


def test_windows_that_overlap_or_touch_count_once():
    calendar = Calendar("UTC", {0: ((540, 720), (600, 780), (780, 840))})
    assert calendar.weekly == 5 * HOUR


def test_a_target_that_ends_with_the_day_is_due_at_closing_not_at_the_next_opening():
    assert worktime.add(Calendar("UTC", OFFICE), at("2026-11-20T09:00"), 8 * HOUR) == at("2026-11-20T17:00")


def test_nothing_to_wait_for_is_due_at_once_even_outside_hours():
    assert worktime.add(Calendar("UTC", OFFICE), at("2026-11-21T03:00"), 0) == at("2026-11-21T03:00")


def test_time_is_never_taken_away():
    with pytest.raises(ValueError, match="never taken away"):
        worktime.add(Calendar("UTC", OFFICE), at("2026-11-21T03:00"), -1)
    assert worktime.between(Calendar("UTC", ALWAYS), at("2026-11-21T03:00"), at("2026-11-20T03:00")) == 0


def test_parts_of_a_second_are_kept():
    start = at("2026-11-20T10:00") + timedelta(microseconds=250_001)
    assert worktime.add(Calendar("UTC", OFFICE), start, 0.5) == start + timedelta(microseconds=500_000)


@pytest.mark.parametrize("week", [{}, {0: ()}, {0: ((600, 600),)}])
def test_a_calendar_that_never_opens_cannot_be_built(week):
    with pytest.raises(ValueError, match="at least one open hour"):
        Calendar("UTC", week)


@pytest.mark.parametrize("week", [{7: ((0, 60),)}, {0: ((-1, 60),)}, {0: ((0, 1441),)}, {0: ((1440, 1440),)}])
def test_a_window_outside_the_day_cannot_be_built(week):
    with pytest.raises(ValueError, match="No such window"):
        Calendar("UTC", week)


def test_the_walker_yields_open_intervals_in_utc():
    calendar = Calendar("America/New_York", OFFICE)
    first, second = islice(worktime.spans(calendar, at("2026-10-30T15:00")), 2)
    assert first == (at("2026-10-30T15:00"), at("2026-10-30T21:00"))
    assert second == (at("2026-11-02T14:00"), at("2026-11-02T22:00"))  # an hour later by UTC: the clocks went back
    assert second[0].tzinfo is UTC


def test_two_calendars_of_the_same_hours_are_equal():
    assert Calendar("UTC", OFFICE) == Calendar("UTC", OFFICE)
    assert Calendar("UTC", OFFICE) != Calendar("Europe/London", OFFICE)


def test_years_are_as_exact_as_hours():
    calendar = Calendar("Europe/London", OFFICE, frozenset({date(2028, 12, 25)}))
    start = at("2026-01-01T00:00")
    working_days = sum((start.date() + timedelta(days=day)).weekday() < 5 for day in range(365 * 5)) - 1
    counted = worktime.between(calendar, start, start + timedelta(days=365 * 5))
    assert counted == working_days * 8 * HOUR
    assert worktime.add(calendar, start, counted) == at("2030-12-30T17:00")


def test_a_holiday_closes_a_calendar_that_is_otherwise_always_open():
    calendar = Calendar("UTC", ALWAYS, frozenset({date(2026, 11, 21)}))
    assert worktime.add(calendar, at("2026-11-20T23:00"), 2 * HOUR) == at("2026-11-22T01:00")
    assert worktime.between(calendar, at("2026-11-20T23:00"), at("2026-11-22T01:00")) == 2 * HOUR


@pytest.mark.parametrize("weeks", range(1, 9))
def test_whole_weeks_end_at_closing_on_friday_wherever_the_table_is_cut(weeks):
    start = at("2026-11-16T00:00")
    assert worktime.add(Calendar("UTC", OFFICE), start, weeks * 40 * HOUR) == start + timedelta(weeks=weeks, hours=-55)


def test_a_target_that_ends_with_a_block_of_the_table_ends_there():
    number = worktime.micros(at("2026-11-16T00:00")) // worktime.BLOCK
    begin, calendar = worktime.instant_of(number * worktime.BLOCK), Calendar("UTC", OFFICE)
    last = worktime.instant_of(calendar.block(number).ends[-1])
    assert worktime.add(calendar, begin, calendar.block(number).total / worktime.SECOND) == last
