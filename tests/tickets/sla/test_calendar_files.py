"""Closed days from a calendar file: what is taken, what is left out, and what is wrong with it, by its line."""

from datetime import date

import pytest

from tickets.sla.calendar_files import Unreadable, read

YEARS = (2026, 2027)


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def file(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


def days(*lines, years=YEARS):
    return [day.isoformat() for day in read(file(event("SUMMARY:Closed day", *lines)), years).days]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["DTSTART;VALUE=DATE:20260703"], ["2026-07-03"]),
        (["DTSTART;VALUE=DATE:20250703"], []),
        (["DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20260706"], ["2026-07-03", "2026-07-04", "2026-07-05"]),
        (["DTSTART;VALUE=DATE:20261231", "DURATION:P2D"], ["2026-12-31", "2027-01-01"]),
        (["DTSTART;VALUE=DATE:20201224", "RRULE:FREQ=YEARLY"], ["2026-12-24", "2027-12-24"]),
        (["DTSTART;VALUE=DATE:20201224", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20261224"], ["2027-12-24"]),
        (["DTSTART;VALUE=DATE:20201224", "RRULE:FREQ=YEARLY;COUNT=7"], ["2026-12-24"]),
        (["DTSTART;VALUE=DATE:20201224", "RRULE:FREQ=YEARLY;UNTIL=20261231T120000Z"], ["2026-12-24"]),
        (["DTSTART;VALUE=DATE:20260109", "RRULE:FREQ=MONTHLY;BYDAY=2FR;COUNT=2"], ["2026-01-09", "2026-02-13"]),
        (["DTSTART;VALUE=DATE:20260703", "RDATE;VALUE=DATE:20270702"], ["2026-07-03", "2027-07-02"]),
        (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"], []),
        (["DTSTART;VALUE=DATE:20200220", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"], []),
        (["DTSTART;VALUE=DATE:20260703", "STATUS:CANCELLED"], []),
    ],
)
def test_all_day_events_of_the_years_that_were_chosen(lines, found):
    assert days(*lines) == found


def test_one_of_a_series_that_is_said_anew_is_told_once():
    series = event("UID:1", "SUMMARY:Works day", "DTSTART;VALUE=DATE:20250220", "RRULE:FREQ=YEARLY")
    moved = event("UID:1", "SUMMARY:Moved", "RECURRENCE-ID;VALUE=DATE:20260220", "DTSTART;VALUE=DATE:20260221")
    assert read(file(series, moved), YEARS).days == {date(2026, 2, 21): "Moved", date(2027, 2, 20): "Works day"}


def test_what_has_a_time_of_day_is_left_out_and_counted():
    found = read(file(event("SUMMARY:All hands", "DTSTART:20260703T100000Z")), YEARS)
    assert (found.days, found.timed) == ({}, 1)


def test_a_name_over_several_lines_and_no_name_at_all():
    folded = event("DTSTART;VALUE=DATE:20260703", "SUMMARY:Day of the\r\n  founders")
    nameless = event("DTSTART;VALUE=DATE:20260704")
    assert list(read(file(folded, nameless), YEARS).days.values()) == ["Day of the founders", "Closed"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Line 1: the file is empty."),
        ("hello", "Line 1: “hello” is no beginning of a calendar file (BEGIN:VCALENDAR)."),
        ("\n\n<html>", "Line 3: “<html>” is no beginning of a calendar file"),
        ("BEGIN:VCALENDAR\nsomething else\nEND:VCALENDAR", "Line 2: “something else” has no colon"),
        ("BEGIN:VCALENDAR\nVERSION:2.0", "Line 1: VCALENDAR begins here and nothing ends it."),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "Line 2: VEVENT begins here and nothing ends it."),
        ("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", "Line 2: VEVENT ends here and did not begin."),
        (file(event("SUMMARY:x")), "Line 3: this event has no beginning (DTSTART)."),
        (file(event("DTSTART;VALUE=DATE:20261324")), "Line 4: DTSTART cannot be read"),
        (file(event("DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20260701")), "Line 5: this event ends before"),
        (file(event("DTSTART;VALUE=DATE:20260703", "DTEND;VALUE=DATE:20290701")), "Line 5: this event lasts over a"),
        (file(event("DTSTART;VALUE=DATE:20260703", "RRULE:FREQ=SECONDLY")), "Line 5: this is no rule for days"),
        (file(event("DTSTART;VALUE=DATE:20260703", "RRULE:FREQ=DAILY;INTERVAL=0")), "Line 5: this is no rule for days"),
        (file(event("DTSTART;VALUE=DATE:20260703", "RRULE:FREQ=NEVER")), "Line 5: RRULE cannot be read"),
        (file(event("DTSTART;VALUE=DATE:18000703", "RRULE:FREQ=DAILY")), "Line 4: a series that began before 1900"),
        ("x" * 1_000_001, "Line 1: the file is larger than a megabyte."),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_line(text, words):
    with pytest.raises(Unreadable) as refused:
        read(text, YEARS)
    assert words in str(refused.value)
