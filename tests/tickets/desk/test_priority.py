import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.desk.priority import suggest

LEVEL = st.sampled_from([1, 2, 3])


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [(1, 1, 1), (1, 2, 2), (1, 3, 3), (2, 1, 2), (2, 2, 3), (2, 3, 4), (3, 1, 3), (3, 2, 4), (3, 3, 4)],
)
def test_the_matrix(impact, urgency, priority):
    """T-05: impact "many users" and urgency "blocked" propose the matrix value."""
    assert suggest(impact, urgency) == priority


@given(LEVEL, LEVEL, LEVEL)
def test_more_impact_or_urgency_is_never_less_urgent(impact, urgency, other):
    if other <= impact:
        assert suggest(other, urgency) <= suggest(impact, urgency)
    if other <= urgency:
        assert suggest(impact, other) <= suggest(impact, urgency)


@given(LEVEL, LEVEL)
def test_a_gold_customer_has_no_p4_and_else_the_same(impact, urgency):
    assert suggest(impact, urgency, "gold") == min(3, suggest(impact, urgency))
    assert suggest(impact, urgency, "silver") == suggest(impact, urgency)


@pytest.mark.parametrize(("impact", "urgency"), [(None, 1), (1, None), (None, None)])
def test_while_either_is_unknown_nothing_is_proposed(impact, urgency):
    assert suggest(impact, urgency) is None
