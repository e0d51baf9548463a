"""Whom a note speaks to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.desk.mentions import mentioned, named, offered

ANN, ANNA, TWO = (1, ("Ann", "ann@desk.test")), (2, ("Ann Analyst", "anna@desk.test")), (3, ("Ann", "ann2@desk.test"))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("@Ann please look", [1]),
        ("@ann, and @Ann Analyst!", [1, 2]),
        ("@Ann Analyst", [2]),
        ("@Annabel", []),
        ("mail ann@desk.test", []),
        ("@ann@desk.test has it", [1]),
        ("@Ann @Ann", [1]),
        ("nobody", []),
    ],
)
def test_the_longest_name_after_an_at_is_meant(text, ids):
    assert named(text, [ANN, ANNA]) == ids


def test_a_name_that_two_share_names_nobody_but_an_address_does():
    assert named("@Ann", [ANN, TWO]) == []
    assert named("@ann2@desk.test", [ANN, TWO]) == [3]


@given(st.text(), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_whatever_the_text_each_is_named_once(text, names):
    found = named(text, [(number, (name,)) for number, name in enumerate(names)])
    assert len(found) == len(set(found))


@pytest.mark.django_db
def test_only_colleagues_who_may_know_of_the_ticket(ticket, ann, sam, erin, rob, sue):
    assert mentioned(ticket, "@Sam @Erin @Rob @Sue", ann) == [sam]


@pytest.mark.django_db
def test_completion_offers_the_same_and_never_oneself(ticket, ann, sam, tess, erin, rob):
    assert offered(ticket, ann, "s") == [sam]
    assert offered(ticket, ann, "e") == []
    assert offered(ticket, ann, "ann") == []
    assert offered(ticket, ann, "rob") == []
