"""Working time and clocks against the minute oracle. The short form runs always, the long one with `make prove`."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tickets.sla import oracle
from tests.tickets.sla.cases import calendar, pauses, situation
from tickets.sla import worktime
from tickets.sla.clock import Clock

SHORT = settings(max_examples=200, deadline=None, derandomize=True, database=None)
LONG = settings(max_examples=20_000, deadline=None, database=None)


def counts_what_the_oracle_counts(case):
    zone, week, holidays, begin, end = case
    counted = worktime.between(calendar(zone, week, holidays), begin, end)
    assert counted == 60 * oracle.minutes(zone, week, holidays, begin, end)


def is_due_when_the_oracle_says(case, share):
    zone, week, holidays, begin, end = case
    target = oracle.minutes(zone, week, holidays, begin, end) * share // 100
    expected = oracle.due(zone, week, holidays, begin, target)
    assert worktime.add(calendar(zone, week, holidays), begin, target * 60) == expected


def never_counts_a_pause(case, data):
    zone, week, holidays, begin, end = case
    marks = data.draw(pauses(begin, end))
    clock = Clock(calendar(zone, week, holidays), target=1).run(begin)
    for number, mark in enumerate(marks):
        clock = clock.run(mark) if number % 2 else clock.hold(mark)
    paused = list(zip(marks[::2], [*marks[1::2], end], strict=False))
    assert clock.elapsed(end) == 60 * oracle.minutes(zone, week, holidays, begin, end, paused)


def halves_make_a_whole(case, cut):
    """Wherever it is cut, also within a minute: nothing is lost or counted twice, and `add` undoes `between`."""
    zone, week, holidays, begin, end = case
    hours = calendar(zone, week, holidays)
    middle = begin + timedelta(seconds=cut)
    last = max(middle, end)
    assert worktime.between(hours, begin, middle) + worktime.between(hours, middle, last) == worktime.between(
        hours, begin, last
    )
    counted = worktime.between(hours, begin, middle)
    reached = worktime.add(hours, begin, counted)
    assert reached <= middle or not counted
    assert worktime.between(hours, begin, reached) == counted


PROPERTIES = [
    (counts_what_the_oracle_counts, (situation(),)),
    (is_due_when_the_oracle_says, (situation(), st.integers(0, 100))),
    (never_counts_a_pause, (situation(), st.data())),
    (halves_make_a_whole, (situation(), st.integers(0, 200_000))),
]


@pytest.mark.parametrize(("claim", "drawn"), PROPERTIES, ids=[claim.__name__ for claim, _ in PROPERTIES])
def test_working_time(claim, drawn):
    """SLA-02: what counts is decided by the label on the wall, whatever the wall clock does that day."""
    SHORT(given(*drawn)(claim))()


@pytest.mark.prove
@pytest.mark.parametrize(("claim", "drawn"), PROPERTIES, ids=[claim.__name__ for claim, _ in PROPERTIES])
def test_working_time_at_length(claim, drawn):
    """SLA-02: the same, 20,000 cases each."""
    LONG(given(*drawn)(claim))()
