"""Clocks and moments to and from the database, in sets: one statement for any number of rows."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from django.db import connection, models
from django.db.models import Q
from psycopg.sql import SQL, Composed, Identifier

from .clock import Clock, Moment, replay
from .models import AbstractClock, AbstractMoment
from .models.clock import pure_moment

RING = ("alarm_at", "level", "breached_at")
ACT = (*RING, "spent", "since", "stopped_at", "cancelled", "due_at", "held_reason")
UNREAD = ("pauses",)
EXCEPT = (*RING, "excepted_until")
NAMED = ("promised_at", "override_due", "override_until", "excepted_until")
AMEND = (*ACT, *NAMED, "policy", "calendar", "target_seconds", "pauses")
DUE = SQL(
    "SELECT {columns} FROM {table} AS clock JOIN {owners} AS owner ON owner.{key} = clock.{owner} "
    "WHERE clock.alarm_at <= %s ORDER BY clock.alarm_at LIMIT %s FOR NO KEY UPDATE OF clock, owner SKIP LOCKED"
)
UPDATE = SQL(
    "UPDATE {table} AS clock SET {assignments} "
    "FROM unnest(%s::bigint[], {arrays}) AS fresh (id, {columns}) WHERE clock.id = fresh.id"
)
INSERT = SQL(
    "INSERT INTO {table} (clock_id, what, at, cause, policy_id, share, data) "
    "SELECT clock_id, (%s::varchar[])[what], at, (%s::varchar[])[cause], policy_id, share, (%s::text[])[data]::jsonb "
    "FROM unnest(%s::bigint[], %s::int[], %s::timestamptz[], %s::int[], %s::bigint[], %s::smallint[], %s::int[]) "
    "AS line (clock_id, what, at, cause, policy_id, share, data)"
)


class Line(NamedTuple):
    """A moment about to be written."""

    clock: AbstractClock
    what: str
    at: datetime
    cause: str
    share: int | None = None
    data: dict | None = None


def moments_of(model: type[AbstractClock]) -> type[AbstractMoment]:
    found = next(link.related_model for link in model._meta.related_objects if link.name == "moments")
    return cast("type[AbstractMoment]", found)


def fields_of(model: type[models.Model], names: Iterable[str]) -> list[models.Field]:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    return [by_name[name] for name in names]


def listed(fields: Iterable[models.Field], form: str = "{}") -> Composed:
    return SQL(", ").join([SQL(form).format(Identifier(str(field.column))) for field in fields])


@cache
def due_statement(model: type[AbstractClock]) -> tuple[str, list[str]]:
    """What `lock_due` asks, and the names of what it gets."""
    (owner,) = fields_of(model, [model.owner])
    owners = cast("type[models.Model]", owner.related_model)
    fields = [field for field in model._meta.concrete_fields if field.name not in UNREAD]
    statement = DUE.format(
        columns=listed(fields, "clock.{}"),
        table=Identifier(model._meta.db_table),
        owners=Identifier(owners._meta.db_table),
        key=Identifier(str(owners._meta.pk.column)),
        owner=Identifier(str(owner.column)),
    )
    return statement.as_string(), [field.attname for field in fields]


@cache
def update_statement(model: type[AbstractClock], names: tuple[str, ...]) -> str:
    fields = fields_of(model, names)
    statement = UPDATE.format(
        table=Identifier(model._meta.db_table),
        assignments=listed(fields, "{0} = fresh.{0}"),
        arrays=SQL(", ").join([SQL(f"%s::{field.db_type(connection)}[]") for field in fields]),
        columns=listed(fields),
    )
    return statement.as_string()


@cache
def insert_statement(model: type[AbstractMoment]) -> str:
    return INSERT.format(table=Identifier(model._meta.db_table)).as_string()


def lock_due(model: type[AbstractClock], now: datetime, limit: int) -> list[AbstractClock]:
    """The most overdue clocks, locked with their owners; what somebody else holds is left out.

    Read by hand: through the ORM each clock would bring its owner along as an object, for twice the time.
    """
    statement, names = due_statement(model)
    with connection.cursor() as cursor:
        cursor.execute(statement, [now, limit])
        return [model.from_db(connection.alias, names, values) for values in cursor.fetchall()]


def update(clocks: Sequence[AbstractClock], names: tuple[str, ...]) -> None:
    """Write these columns of all clocks."""
    if not clocks:
        return
    model = type(clocks[0])
    values = [array([getattr(row, field.attname) for row in clocks]) for field in fields_of(model, names)]
    with connection.cursor() as cursor:
        cursor.execute(update_statement(model, names), [array([row.pk for row in clocks]), *values])


def append(lines: Sequence[Line]) -> None:
    """Write these moments, in this order. Words repeat: each is sent once and named by its number."""
    if not lines:
        return
    kinds, kind_numbers = numbered([line.what for line in lines])
    causes, cause_numbers = numbered([line.cause for line in lines])
    data, data_numbers = numbered([json.dumps(line.data) if line.data else "{}" for line in lines])
    columns: list[list] = [
        [line.clock.pk for line in lines],
        kind_numbers,
        [line.at for line in lines],
        cause_numbers,
        [line.clock.policy_id for line in lines],
        [line.share for line in lines],
        data_numbers,
    ]
    statement = insert_statement(moments_of(type(lines[0].clock)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [kinds, causes, data, *map(array, columns)])


def array(values: list) -> str | list:
    """An array literal: five times faster than the driver's. Words are left to the driver, which knows how to quote."""
    if any(type(value) is str for value in values):
        return values
    return f"{{{','.join(map(literal, values))}}}"


def literal(value: object) -> str:
    if value is None:
        return "NULL"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def numbered(values: Sequence[str]) -> tuple[list[str], list[int]]:
    """The different values, and for each place the number of its value, from 1."""
    numbers: dict[str, int] = {}
    places = [numbers.setdefault(value, len(numbers) + 1) for value in values]
    return list(numbers), places


def histories(clocks: Sequence[AbstractClock]) -> dict[int, list[Moment]]:
    """The ledgers of several clocks, read together. Only what is replayed is read: rows of the ORM cost as much again
    as the replay itself."""
    found: dict[int, list[Moment]] = defaultdict(list)
    if clocks:
        rows: Any = moments_of(type(clocks[0]))._base_manager.filter(Q(clock__in=clocks)).order_by("pk")
        for number, *said in rows.values_list("clock_id", "what", "at", "cause", "share", "data"):
            found[number].append(pure_moment(*said))
    return found


def replayed(row: AbstractClock) -> Clock:
    """The clock as its ledger tells it; the row must say the same."""
    return replay(histories([row])[row.pk])
