"""Rows read by hand are rows: the values of their columns as the ORM gives them, the rest read when looked at."""

import pytest
from django.utils import timezone

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.byhand import NAME, columns, insert, made, pour, row, rows, rows_of, update
from supportdesk.catalogue.models import Tag
from supportdesk.events.models import Event
from tickets.desk.actions.note import note
from tickets.desk.models import Note, Ticket

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


def test_new_rows_get_their_numbers_in_their_order_by_one_statement(acme, django_assert_num_queries):
    tags = [Tag(name=name, effective_from=timezone.now()) for name in ("Zebra", "Ape", "Mole")]
    with django_assert_num_queries(1):
        insert(tags)
    assert list(Tag.objects.filter(pk__in=[tag.pk for tag in tags]).order_by("pk")) == tags
    assert [tag.name for tag in Tag.objects.order_by("pk")][-3:] == ["Zebra", "Ape", "Mole"]


def test_a_row_that_has_its_number_keeps_it(ann):
    tag = Tag(pk=4711, name="Odd", effective_from=timezone.now())
    insert([tag])
    assert Tag.objects.get(name="Odd").pk == 4711


def test_the_named_fields_are_written_and_no_others(ann, django_assert_num_queries):
    ann.name, ann.zone = "Anna", "Europe/Rome"
    with django_assert_num_queries(1):
        update(ann, ["name"])
    ann.refresh_from_db()
    assert (ann.name, ann.zone) == ("Anna", "UTC")


def test_rows_of_a_parent_come_in_their_order_with_the_names_beside_them(ann, ticket, django_assert_num_queries):
    note(ticket, by=Actor(ann, "browser"), body="First")
    note(ticket, by=Actor(ann, "browser"), body="Second")
    with django_assert_num_queries(1):
        found = rows_of(Note, "ticket", ticket.pk, parts=(("author", NAME),), also=(("twice", "one.id * 2"),))
        assert [(one.body, one.author.name, one.twice - one.pk * 2) for one in found] == [
            ("First", "Ann", 0),
            ("Second", "Ann", 0),
        ]
    latest = rows_of(Note, "ticket", ticket.pk, tail="ORDER BY one.id DESC LIMIT 1")
    assert [one.body for one in latest] == ["Second"]


def test_a_key_that_leads_nowhere_gives_nothing(ann, ticket):
    [read] = rows_of(Ticket, "requester", ticket.requester_id, parts=(("owner", NAME), ("queue", NAME)))
    assert (read.owner, read.queue) == (None, ticket.queue)


def test_what_is_poured_in_is_as_if_it_were_made_one_by_one(django_assert_num_queries):
    now = timezone.now()
    pour(Tag, ("name", "effective_from", "version"), [("Tab\there", now, 1), ("Line\nbreak", now, 1)])
    poured = Tag.objects.filter(effective_from=now).order_by("pk")
    assert list(poured.values_list("name", "effective_from", "retired_at")) == [
        ("Tab\there", now, None),
        ("Line\nbreak", now, None),
    ]
    with django_assert_num_queries(0):
        pour(Tag, ("name",), [])
