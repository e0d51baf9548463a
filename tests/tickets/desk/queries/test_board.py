from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from supportdesk import clock
from tests.factories import CategoryFactory
from tickets.desk.actions.assign import assign
from tickets.desk.filterset import TicketFilter
from tickets.desk.models import Ticket
from tickets.desk.queries.board import board

pytestmark = pytest.mark.django_db


def figures(person, group):
    found = board(Ticket.objects.visible_to(person), person, clock.now())
    return {figure.key: figure for figure in found if figure.group == group}


def opens(figure, person):
    """The tickets of the list behind a figure, through the filter of the page."""
    data = QueryDict(mutable=True)
    for name, value in figure.query:
        data.appendlist(name, value)
    request = SimpleNamespace(user=person)
    chosen = TicketFilter(data, queryset=Ticket.objects.visible_to(person), request=request)
    assert chosen.is_valid(), chosen.errors
    return set(chosen.qs)


def test_ages_touch_and_do_not_overlap(opened, ann):
    """T-19: every open ticket stands in exactly one age band, and each band opens its own."""
    ages = {0: "today", 3: "week", 8: "month", 20: "month", 31: "older", 400: "older"}
    made = {days: opened() for days in ages}
    for days, ticket in made.items():
        Ticket.objects.filter(pk=ticket.pk).update(opened_at=clock.now() - timedelta(days=days))
    bands = figures(ann, "age")
    assert {key: figure.count for key, figure in bands.items()} == {"today": 1, "week": 1, "month": 2, "older": 2}
    for key, figure in bands.items():
        assert opens(figure, ann) == {made[days] for days, band in ages.items() if band == key}, key


def test_the_load_of_each_analyst_opens_what_they_have(opened, by, ann, sam, resolved):
    """T-19: load per analyst, of what is open only, the heaviest first."""
    for who, number in ((sam, 3), (ann, 2)):
        for _ in range(number):
            assign(opened(), by=by(who), seen=1, to=who)
    load = figures(ann, "owner")
    assert [(figure.label, figure.count) for figure in load.values()] == [("Sam", 3), ("Ann", 2)]
    assert {len(opens(figure, ann)) for figure in load.values()} == {2, 3}


def test_a_retired_category_counts_in_its_successor(opened, ann):
    """T-04: reports roll a retired category into its successor, through a line of them."""
    paper, fax, telex = (CategoryFactory(key=key) for key in ("paper", "fax", "telex"))
    three = {opened(category=one) for one in (paper, fax, telex)}
    for old, new in ((telex, fax), (fax, paper)):
        old.retired_at, old.successor = clock.now(), new
        old.save()
    rolled = figures(ann, "category")
    assert rolled["paper"].count == 3
    assert opens(rolled["paper"], ann) == three
    assert not {"fax", "telex"} & set(rolled)


def test_what_went_without_a_successor_is_still_reported(opened, ann):
    gone = CategoryFactory(key="pager")
    opened(category=gone)
    gone.retired_at = clock.now()
    gone.save()
    assert figures(ann, "category")["pager"].count == 1


def test_priorities_count_neither_what_is_over_nor_what_is_not_triaged(resolved, opened, ann):
    opened()
    assert {key: figure.count for key, figure in figures(ann, "priority").items()} == {
        "p1": 0,
        "p2": 0,
        "p3": 0,
        "p4": 0,
    }


def test_a_stranger_counts_nothing(owned, sue):
    assert {figure.count for group in ("state", "priority", "age") for figure in figures(sue, group).values()} == {0}
    assert figures(sue, "owner") == {}


def test_the_board_is_five_statements_whatever_there_is(opened, ann, django_assert_num_queries):
    for _ in range(3):
        opened(category=CategoryFactory())
    tickets, now = Ticket.objects.visible_to(ann), clock.now()
    with django_assert_num_queries(5):
        board(tickets, ann, now)
