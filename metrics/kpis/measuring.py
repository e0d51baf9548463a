"""The arithmetic, done by the database: counts, exact sums, and percentiles by `percentile_cont`.

The rows come from `selecting`; the same rows are the list behind the figure.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from . import selecting
from .filters import COLUMNS, NUMBERS, Filters
from .kpi import EXCLUDED, Kpi, Variant
from .spans import Span
from .spread import ENDS

TALLY = """
SELECT {number}, bucket, {name}, {key},
       count(*) FILTER (WHERE {kept}),
       count(*) FILTER (WHERE {kept} AND met),
       sum(measure) FILTER (WHERE {kept}),
       percentile_cont(ARRAY[0.5, 0.75, 0.9, 0.95]) WITHIN GROUP (ORDER BY measure) FILTER (WHERE {kept}),
       count(*) FILTER (WHERE behind), ARRAY[{apart}]::bigint[]
FROM ({rows}) AS counted
GROUP BY GROUPING SETS ({sets})
"""
SPREAD = "SELECT spread.*, width_bucket(measure, ARRAY[{ends}]::bigint[]) AS took FROM ({rows}) AS spread"
IN_A_ROW = "SELECT width_bucket(at, %s::timestamptz[]) AS bucket, own.* FROM ({rows}) AS own"
IN_ANY_SPAN = """
SELECT number AS bucket, own.*
FROM unnest(%s::timestamptz[], %s::timestamptz[]) WITH ORDINALITY AS span (begin, finish, number)
JOIN ({rows}) AS own ON own.at >= begin AND own.at < finish
"""
STOOD = """
SELECT number AS bucket, own.*, opened_at <= instant - %s::interval AS met,
       extract(epoch FROM instant - opened_at)::bigint AS measure
FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS moment (instant, number)
JOIN ({rows}) AS own ON own.since <= instant AND (own.until IS NULL OR own.until > instant)
"""


SLICED = COLUMNS | {"took": "took"}
NUMBERED = {*NUMBERS, "took"}


class Tally(NamedTuple):
    """What was counted of one span and one value of a slice."""

    denominator: int = 0
    numerator: int = 0
    total: int | None = None
    quantiles: tuple[float, ...] = ()
    walled: int = 0
    apart: tuple[int, ...] = ()


class Ask(NamedTuple):
    """`by`: counted once more for each value of these slices."""

    kpi: Kpi
    variant: Variant
    spans: Sequence[Span]
    by: tuple[str, ...] = ()


Tallies = dict[tuple, Tally]  # by number of the span from 1, name of the slice, value; the whole is ("", None)


def many(asks: Sequence[Ask], viewer, filters: Filters) -> list[Tallies]:
    """All of them by one statement."""
    texts, given = [], []
    for number, ask in enumerate(asks):
        try:
            text, own = statement(number, ask, viewer, filters)
        except EmptyResultSet:
            continue
        texts.append(text)
        given += own
    found: list[Tallies] = [{} for _ in asks]
    if texts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(texts), given)
            for number, bucket, name, key, *counts in cursor.fetchall():
                found[number][bucket, name, meant(name, key)] = taken(*counts)
    return found


def statement(number, ask, viewer, filters) -> tuple[str, list]:
    """Grouped by the span alone, and once more for each slice beside it."""
    rows, given, owner = rows_of(ask, viewer, filters)
    columns = {name: "owner_id" if name == "person" and owner else SLICED[name] for name in ask.by}
    flags = [int(EXCLUDED[code]) for code in ask.kpi.exclusions if code in EXCLUDED]
    text = TALLY.format(
        number=number,
        name=which(columns, lambda name: f"'{name}'", "''"),
        key=which(columns, lambda name: f"{columns[name]}::text", "NULL"),
        kept=f"apart & {ask.kpi.mask} = 0",
        apart=", ".join(f"count(*) FILTER (WHERE apart & {flag} <> 0)" for flag in flags),
        rows=SPREAD.format(ends=", ".join(map(str, ENDS)), rows=rows) if "took" in columns else rows,
        sets=", ".join(["(bucket)", *(f"(bucket, {column})" for column in columns.values())]),
    )
    return text, given


def which(columns, said, otherwise):
    """What is said of the slice that a row is grouped by."""
    cases = " ".join(f"WHEN GROUPING({column}) = 0 THEN {said(name)}" for name, column in columns.items())
    return f"CASE {cases} ELSE {otherwise} END::text" if cases else f"{otherwise}::text"


def meant(name, key):
    """The value of a slice as a row has it: a number, a word, or unknown."""
    return int(key) if name in NUMBERED and key not in (None, "") else None if name in NUMBERED else key


def rows_of(ask: Ask, viewer, filters) -> tuple[str, list, bool]:
    """The rows with the number of their span, what the statement is given, and whether they belong to owners."""
    if selecting.is_snapshot(ask.kpi, ask.variant):
        begin, end = min(span.until for span in ask.spans), max(span.until for span in ask.spans)
        found = selecting.stays(viewer, filters).filter(Q(until=None) | Q(until__gt=begin), since__lte=end)
        text, given = compiled(found, "since", "until", "opened_at", "owner_id")
        days = timedelta(days=int(ask.variant.key))
        return STOOD.format(rows=text), [days, [span.until for span in ask.spans], *given], True
    begins, ends = [span.since for span in ask.spans], [span.until for span in ask.spans]
    found = selecting.facts(ask.kpi, ask.variant, viewer, filters).filter(at__gte=min(begins), at__lt=max(ends))
    text, given = compiled(found, "at", "met", "measure", "person_id")
    if begins[1:] == ends[:-1]:
        return IN_A_ROW.format(rows=text), [begins, *given], False
    return IN_ANY_SPAN.format(rows=text), [begins, ends, *given], False


def compiled(found, *own) -> tuple[str, list]:
    slices = [column for column in COLUMNS.values() if column != "person_id"]
    text, given = found.order_by().values(*own, "apart", "behind", *slices).query.sql_with_params()
    return text, list(given)


def taken(denominator, numerator, total, quantiles, walled, apart) -> Tally:
    exact = None if total is None else int(total)
    return Tally(denominator, numerator, exact, tuple(quantiles or ()), walled, tuple(apart))


def instant_of(span, now: datetime) -> datetime:
    """What is open is looked at when the span ends, or now."""
    return min(span.until, now)
