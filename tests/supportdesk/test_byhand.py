"""Rows read by hand are rows: the values of their columns as the ORM gives them, the rest read when looked at."""

import pytest

from supportdesk.accounts.models import Person
from supportdesk.byhand import columns, made, row, rows
from supportdesk.events.models import Event

pytestmark = pytest.mark.django_db


def test_a_row_is_as_the_orm_gives_it(ann, ticket):
    statement = f"SELECT {columns(Event, 'event')} FROM events_event event ORDER BY id"
    found = [made(Event, values) for values in rows(statement, [])]
    assert found == list(Event.objects.order_by("pk"))
    assert [(one.kind, one.data, one.at) for one in found] == list(
        Event.objects.order_by("pk").values_list("kind", "data", "at")
    )


def test_what_is_left_out_is_read_when_looked_at(ann, django_assert_num_queries):
    card = ("id", "name")
    with django_assert_num_queries(1):
        values = row(f"SELECT {columns(Person, 'one', card)} FROM accounts_person one WHERE id = %s", [ann.pk])
        known = made(Person, values, card)
        assert (known, known.name) == (ann, "Ann")
    with django_assert_num_queries(1):
        assert known.email == ann.email


def test_no_row_is_nothing():
    assert row("SELECT 1 WHERE %s", [False]) is None
