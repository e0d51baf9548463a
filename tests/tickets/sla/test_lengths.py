"""A day is a question: eight hours of opening, 24 hours of opening, or the same hour tomorrow. A unit answers it."""

import pytest

from tests.tickets.sla.terms import ALWAYS, OFFICE
from tickets.sla.lengths import Unit, amount, said, seconds, short, workday
from tickets.sla.worktime import Calendar

HOUR = 3600
SHORT_FRIDAY = Calendar("UTC", {**dict.fromkeys(range(4), ((540, 1020),)), 4: ((540, 840),)})


def test_a_business_day_is_as_long_as_most_open_days():
    assert workday(OFFICE.hours) == 8 * HOUR
    assert workday(SHORT_FRIDAY) == 8 * HOUR
    assert workday(ALWAYS.hours) == 24 * HOUR


def test_of_two_lengths_that_are_as_frequent_the_longer_counts():
    assert workday(Calendar("UTC", {0: ((540, 1020),), 1: ((540, 840),)})) == 8 * HOUR


@pytest.mark.parametrize(
    ("unit", "expected"),
    [(Unit.MINUTES, 120), (Unit.HOURS, 2 * HOUR), (Unit.WORKDAYS, 16 * HOUR), (Unit.DAYS, 48 * HOUR)],
)
def test_two_of_each_in_office_hours(unit, expected):
    """Trap: "1 day" on an eight-hour schedule is three days."""
    assert seconds(2, unit, OFFICE.hours) == expected
    assert amount(expected, unit, OFFICE.hours) == (2, unit)


def test_what_does_not_come_out_even_any_more_is_said_in_hours_or_minutes():
    assert amount(16 * HOUR, Unit.WORKDAYS, ALWAYS.hours) == (16, Unit.HOURS)
    assert amount(5400, Unit.HOURS, ALWAYS.hours) == (90, Unit.MINUTES)


@pytest.mark.parametrize(
    ("length", "unit", "calendar", "words"),
    [
        (16 * HOUR, Unit.WORKDAYS, OFFICE, "2 business days of Office = 16 h"),
        (24 * HOUR, Unit.DAYS, OFFICE, "1 day of 24 hours of Office = 24 h"),
        (HOUR, Unit.HOURS, OFFICE, "1 hour of Office"),
        (900, Unit.MINUTES, ALWAYS, "15 minutes, around the clock"),
    ],
)
def test_it_says_what_it_means(length, unit, calendar, words):
    assert said(length, unit, calendar.hours, calendar.name) == words


def test_lengths_are_exact():
    assert [short(one) for one in (0, 45, 5400, 57_600)] == ["0 s", "45 s", "1 h 30 min", "16 h"]
