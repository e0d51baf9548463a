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
RETARGET = (*ACT, "policy", "calendar", "target_seconds", "pauses")
UPDATE = SQL(
    "UPDATE {table} AS clock SET {assignments} "
    "FROM unnest(%s::bigint[], {arrays}) AS fresh (id, {columns}) WHERE clock.id = fresh.id"
)
INSERT = SQL(
    "INSERT INTO {table} (clock_id, what, at, cause, policy_id, share, data) SELECT * FROM unnest(%s::bigint[], "
    "%s::varchar[], %s::timestamptz[], %s::varchar[], %s::bigint[], %s::smallint[], %s::text[]::jsonb[])"
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
    values = [[getattr(row, field.attname) for row in clocks] for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, [[row.pk for row in clocks], *values])


def append(lines: Sequence[Line]) -> None:
    """Write these moments, in this order."""
    if not lines:
        return
    model = moments_of(type(lines[0].clock))
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(table=Identifier(model._meta.db_table)),
            [
                [line.clock.pk for line in lines],
                [line.what for line in lines],
                [line.at for line in lines],
                [line.cause for line in lines],
                [line.clock.policy_id for line in lines],
                [line.share for line in lines],
                [json.dumps(line.data) if line.data else "{}" for line in lines],
            ],
        )


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
