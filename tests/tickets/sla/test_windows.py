"""Open hours as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.sla import windows
from tickets.sla.windows import Unreadable

SPLIT = [[540, 720], [780, 1080]]
WORKDAYS = ("0", "1", "2", "3", "4")


@pytest.mark.parametrize(
    "text",
    [
        "Mon-Fri 9-12 and 13-18",
        "mon – fri: 9:00–12:00, 13:00–18:00",
        "Monday to Friday 9am-12pm; 1pm to 6 pm",
        "weekdays 09.00-12.00 / 13h00-18h00",
        "Mon-Fri 9-12\nMon-Fri 13-18",
        "Mon, Tue, Wed 9-12, 13-18\n\nThu & Fri 9-12 + 13-18\nSat closed",
    ],
)
def test_one_week_is_written_in_many_ways(text):
    assert windows.read_week(text) == dict.fromkeys(WORKDAYS, SPLIT)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("18-0", [[1080, 1440]]),
        ("18-24", [[1080, 1440]]),
        ("12am-12pm", [[0, 720]]),
        ("all day", [[0, 1440]]),
        ("closed", []),
        ("", []),
        ("13-18, 9-12", SPLIT),
    ],
)
def test_the_windows_of_a_day(text, read):
    assert windows.read(text) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon 9-12\nTue 9", "Line 2: “9” is no window. Write it like 9:00-17:30."),
        ("Mon 9-25", "“9-25” names a time that no clock shows."),
        ("Mon 9-9:60", "“9-9:60” names a time that no clock shows."),
        ("Mon 13pm-14pm", "“13pm-14pm” names a time that no clock shows."),
        ("Mon 24:30-3", "“24:30-3” names a time that no clock shows."),
        ("Mon 9-9", "“9-9” is no time at all. For a whole day write 0:00-24:00."),
        ("Mon 18-9", "“18-9” ends before it begins. If it runs over midnight, tick “Windows may run over midnight”."),
        ("9-12", "“9-12” does not begin with a day. Write it like Mon-Fri 9:00-17:30."),
        ("Someday 9-12", "“Someday 9-12” does not begin with a day."),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line_and_what_to_write(text, words):
    with pytest.raises(Unreadable) as refused:
        windows.read_week(text)
    assert words in str(refused.value)


def test_over_midnight_has_to_be_meant():
    assert windows.read_week("Sat-Sun 22-6", overnight=True) == {"5": [[1320, 360]], "6": [[1320, 360]]}
    with pytest.raises(Unreadable, match="begins when the day is over"):
        windows.read("24-6", overnight=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon 9-12, 11-13", "Monday: 09:00–12:00 and 11:00–13:00 overlap."),
        ("Mon 22-6, 23-24", "Monday: 22:00–06:00 and 23:00–24:00 overlap."),
        ("Mon 22-6\nTue 5-9", "Monday’s 22:00–06:00 runs into Tuesday’s 05:00–09:00."),
        ("Sun 22-6\nMon 5-9", "Sunday’s 22:00–06:00 runs into Monday’s 05:00–09:00."),
        ("Mon 9-12, 12-18", None),
        ("Mon 22-6\nTue 6-9", None),
    ],
)
def test_windows_that_are_open_at_once_are_named(text, words):
    assert windows.clash(windows.read_week(text, overnight=True)) == words


minute = st.integers(0, 1439)
window = st.tuples(minute, st.integers(1, 1440)).filter(lambda pair: pair[0] != pair[1]).map(list)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(st.sampled_from("0123456"), st.lists(window, min_size=1, max_size=3).map(sorted), max_size=7))
def test_a_week_that_is_written_out_is_read_as_it_was(week):
    assert windows.read_week(windows.written(week), overnight=True) == week
