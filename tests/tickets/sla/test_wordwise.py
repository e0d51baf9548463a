from hypothesis import given, settings
from hypothesis import strategies as st

from tickets.sla.wordwise import difference

TEXT = st.lists(st.sampled_from(["09:00–12:00,", "13:00–18:00", "closed", "all", "day", " ", "  "])).map("".join)


def test_only_the_words_that_changed_are_marked():
    assert difference("09:00–12:00, 13:00–17:00", "09:00–12:00, 13:00–18:00") == [
        ("same", "09:00–12:00, "),
        ("out", "13:00–17:00"),
        ("in", "13:00–18:00"),
    ]


def test_what_was_not_there_before_only_came_in():
    assert difference("", "Half a day") == [("in", "Half a day")]
    assert difference("Half a day", "Half a day") == [("same", "Half a day")]


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(TEXT, TEXT)
def test_without_what_came_in_it_is_what_was_and_without_what_went_it_is_what_is(was, now):
    parts = difference(was, now)
    assert "".join(text for what, text in parts if what != "in") == was
    assert "".join(text for what, text in parts if what != "out") == now
