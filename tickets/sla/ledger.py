"""Clocks and moments to and from the database, in sets: one statement for any number of rows."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from psycopg.sql import SQL, Identifier

from .clock import Clock, Moment, replay
from .models import AbstractClock, AbstractMoment

RING = ("alarm_at", "level", "breached_at")
ACT = (*RING, "spent", "since", "stopped_at", "cancelled", "due_at", "held_reason")
UNREAD = ("started_at", "pauses", "cancelled", "held_reason")
RETARGET = (*ACT, "policy", "calendar", "target_seconds", "pauses")
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
    return model._meta.get_field("moments").related_model


def lock_due(model: type[AbstractClock], now: datetime, limit: int) -> list[AbstractClock]:
    """The most overdue clocks, locked with their owners; what somebody else holds is left out.

    Read by hand: through the ORM each clock would bring its owner along as an object, for twice the time.
    """
    owner = model._meta.get_field(model.owner)
    key = owner.target_field
    fields = [field for field in model._meta.concrete_fields if field.name not in UNREAD]
    statement = DUE.format(
        columns=SQL(", ").join(Identifier("clock", field.column) for field in fields),
        table=Identifier(model._meta.db_table),
        owners=Identifier(key.model._meta.db_table),
        key=Identifier(key.column),
        owner=Identifier(owner.column),
    )
    names = [field.attname for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [now, limit])
        return [model.from_db(connection.alias, names, values) for values in cursor.fetchall()]


def update(clocks: Sequence[AbstractClock], names: Iterable[str]) -> None:
    """Write these columns of all clocks."""
    if not clocks:
        return
    model = type(clocks[0])
    fields = [model._meta.get_field(name) for name in names]
    statement = UPDATE.format(
        table=Identifier(model._meta.db_table),
        assignments=SQL(", ").join(SQL("{0} = fresh.{0}").format(Identifier(field.column)) for field in fields),
        arrays=SQL(", ").join(SQL("%s::{}[]").format(SQL(field.db_type(connection))) for field in fields),
        columns=SQL(", ").join(Identifier(field.column) for field in fields),
    )
    values = [array([getattr(row, field.attname) for row in clocks]) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [array([row.pk for row in clocks]), *values])


def append(lines: Sequence[Line]) -> None:
    """Write these moments, in this order. Words repeat: each is sent once and named by its number."""
    if not lines:
        return
    kinds, kind_numbers = numbered([line.what for line in lines])
    causes, cause_numbers = numbered([line.cause for line in lines])
    data, data_numbers = numbered([json.dumps(line.data) if line.data else "{}" for line in lines])
    columns = [
        [line.clock.pk for line in lines],
        kind_numbers,
        [line.at for line in lines],
        cause_numbers,
        [line.clock.policy_id for line in lines],
        [line.share for line in lines],
        data_numbers,
    ]
    table = moments_of(type(lines[0].clock))._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(INSERT.format(table=Identifier(table)), [kinds, causes, data, *map(array, columns)])


def array(values: Sequence) -> str | Sequence:
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
    """The ledgers of several clocks, read together."""
    found: dict[int, list[Moment]] = defaultdict(list)
    if clocks:
        for row in moments_of(type(clocks[0])).objects.filter(clock__in=clocks).order_by("pk"):
            found[row.clock_id].append(row.pure())
    return found


def replayed(row: AbstractClock) -> Clock:
    """The clock as its ledger tells it; the row must say the same."""
    return replay(histories([row])[row.pk])
