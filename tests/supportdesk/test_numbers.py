import pytest

from supportdesk.numbers import whole, wholes


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("9" * 5000, None)]
    + [(text, None) for text in ("", None, "-1", "1.0", " 1", "1e3", "٣", "one")],
)
def test_a_number_that_fits_a_column_is_one_and_nothing_else_is(text, number):
    assert whole(text) == number


def test_a_shorter_number_may_be_asked_for():
    assert whole("999", digits=3) == 999
    assert whole("1000", digits=3) is None


def test_of_many_those_are_kept_that_are_numbers():
    assert wholes(["3", "x", "", "5"]) == [3, 5]
