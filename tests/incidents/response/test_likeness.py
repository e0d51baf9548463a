"""So many within so long, against an oracle that tries every stretch."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from incidents.response.likeness import Seen, together

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def at(minutes):
    return NOON + timedelta(minutes=minutes)


def test_five_in_a_quarter_of_an_hour_to_the_second():
    seen = [Seen(number, at(minutes)) for number, minutes in enumerate((0, 3, 6, 9, 15))]
    assert [one.ticket for one in together(seen, at(15), QUARTER, 5)] == [0, 1, 2, 3, 4]
    late = [*seen[:4], Seen(4, at(15) + timedelta(seconds=1))]
    assert together(late, late[-1].at, QUARTER, 5) == []


def test_what_comes_late_to_an_earlier_burst_counts_too():
    """A ticket that got its component an hour later."""
    seen = [Seen(number, at(number)) for number in range(5)]
    assert len(together(seen, at(2), QUARTER, 5)) == 5
    assert together(seen, at(60), QUARTER, 5) == []


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(0, 60), st.integers(1, 20), st.integers(2, 6))
def test_as_whoever_tries_every_stretch_would_find(minutes, here, length, count):
    seen = [Seen(number, at(one)) for number, one in enumerate(minutes)]
    stretches = [
        [one for one in seen if at(begin) <= one.at <= at(begin + length)] for begin in range(here - length, here + 1)
    ]
    best = max((len(one) for one in stretches), default=0)
    found = together(seen, at(here), timedelta(minutes=length), count)
    assert len(found) == (best if best >= count else 0)
    assert all(abs(one.at - at(here)) <= timedelta(minutes=length) for one in found)
