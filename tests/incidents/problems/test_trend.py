"""When a volume has leapt, and what is one signature."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.problems.signatures import codes_in, grouped
from incidents.problems.trend import DAYS, Volume, leaps


def volume(day, before):
    return Volume("component", "1", "Spooler", day, before)


@pytest.mark.parametrize(
    ("day", "before", "leapt"),
    [(6, 2 * DAYS, True), (5, 2 * DAYS, False), (5, 0, True), (4, 0, False), (300, 100 * DAYS, True)],
    ids=["triple", "less than triple", "never before", "too few", "many"],
)
def test_triple_the_mean_of_four_weeks_and_no_mere_handful(day, before, leapt):
    assert leaps(volume(day, before)) is leapt


@given(st.integers(0, 500), st.integers(0, 5000), st.integers(1, 100))
def test_more_reports_never_make_a_leap_smaller(day, before, more):
    if leaps(volume(day, before)):
        assert leaps(volume(day + more, before))
    if not leaps(volume(day, before)):
        assert not leaps(volume(day, before + more))


def test_case_spaces_and_changing_numbers_are_no_difference():
    assert grouped("Timeout  at 0x7ffe12ab!") == grouped("timeout at 0x1234abcd") == "timeout at #"
    assert grouped("E42") != grouped("E43")
    assert grouped(" ?! ") == ""


@given(st.text(max_size=300))
def test_a_signature_groups_as_itself(text):
    assert grouped(grouped(text)) == grouped(text)


def test_codes_are_read_from_a_title():
    assert codes_in("Printing fails with E42 and ORA-1017 on floor 3") == {"E42", "ORA-1017"}
    assert codes_in("Nothing prints on floor 3") == set()
