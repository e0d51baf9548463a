"""Does a clock's row say what its ledger says? Every column is replayed, and each difference told in words.

Nothing is locked: what looks different is looked at again under its owner's lock before anybody is told.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.apps import apps
from django.db import transaction

from supportdesk import byhand

from . import clock, engine, ledger
from .models import AbstractClock, AbstractMoment, Policy

TOGETHER = 1000
SLIGHT = 1e-6  # seconds: what adding up in another order may differ by
CLOCKS = """
SELECT {clock} FROM %s clock WHERE clock.id > %%s AND (clock.id + %%s) %%%% 100 < %%s
AND (%%s::bigint[] IS NULL OR clock.%s = ANY (%%s)) ORDER BY clock.id LIMIT %%s
"""
MOMENTS = "SELECT {moment} FROM %s moment WHERE moment.clock_id = ANY (%%s) ORDER BY moment.id"
DUES = """
SELECT owner.id, owner.{due}, min(clock.due_at) FILTER (WHERE clock.stopped_at IS NULL)
FROM {owners} owner JOIN {clocks} clock ON clock.{owner} = owner.id WHERE owner.id = ANY (%s) GROUP BY owner.id
HAVING owner.{due} IS DISTINCT FROM min(clock.due_at) FILTER (WHERE clock.stopped_at IS NULL)
AND max(clock.id) = ANY (%s)
"""


class Difference(NamedTuple):
    """A column that says something else than it should; without a clock it is the owner's copy of the next due time."""

    model: type[AbstractClock]
    owner: int
    clock: AbstractClock | None
    column: str
    has: Any
    should: Any

    def __str__(self):
        whose = f"{self.model.owner} {self.owner}"
        which = f"{self.clock.goal.replace('_', ' ')} clock {self.clock.pk} of {whose}" if self.clock else whose
        return f"{which}: {self.column} is {spoken(self.has)}, its ledger says {spoken(self.should)}"


class Scope(NamedTuple):
    """Which clocks: some hundredths of all, from a place on (`turn` shifts which), or those of some owners."""

    hundredths: int = 100
    turn: int = 0
    owners: tuple[int, ...] | None = None


def clock_models() -> list[type[AbstractClock]]:
    """Every owner's table, in the order of their names."""
    found = [model for model in apps.get_models() if issubclass(model, AbstractClock)]
    return sorted(found, key=lambda model: model._meta.label_lower)


def owner_model(model: type[AbstractClock]) -> Any:
    return model._meta.get_field(model.owner).related_model


def owner_of(row: AbstractClock) -> int:
    return getattr(row, f"{row.owner}_id")


@cache
def statements(model: type[AbstractClock]) -> tuple[str, str]:
    moment = ledger.moments_of(model)
    clocks = CLOCKS % (model._meta.db_table, f"{model.owner}_id")
    return byhand.statement(clocks, clock=model), byhand.statement(MOMENTS % moment._meta.db_table, moment=moment)


def batch(model: type[AbstractClock], scope: Scope, *, after: int, limit: int = TOGETHER) -> list[AbstractClock]:
    """The next clocks of this scope, by number."""
    owners = None if scope.owners is None else list(scope.owners)
    given = [after, scope.turn, scope.hundredths, owners, owners, limit]
    return [byhand.made(model, values) for values in byhand.rows(statements(model)[0], given)]


def histories(rows: Sequence[AbstractClock]) -> dict[int, list[AbstractMoment]]:
    found: dict[int, list[AbstractMoment]] = defaultdict(list)
    if rows:
        model = type(rows[0])
        moment = ledger.moments_of(model)
        for values in byhand.rows(statements(model)[1], [[row.pk for row in rows]]):
            line = byhand.made(moment, values)
            found[line.clock_id].append(line)
    return found


def replayed(row: AbstractClock, lines: Sequence[AbstractMoment]) -> AbstractClock:
    """The row as its ledger alone would have it."""
    fresh = twin(row)
    terms = next(line for line in reversed(lines) if line.what in ("run", "retarget") and "calendar" in line.data)
    fresh.started_at, fresh.policy_id, fresh.calendar_id = lines[0].at, terms.policy_id, terms.data["calendar"]
    fresh.put(clock.replay([line.pure() for line in lines]))
    promised = Policy.objects.version(fresh.policy_id).targets_cached
    fresh.pauses = next((target.pauses for target in promised if target.goal == row.goal), row.pauses)
    fresh.alarm_at = engine.next_alarm(fresh)
    return fresh


def twin(row: AbstractClock) -> AbstractClock:
    """Another object of the same row; to pickle it, as `copy` does, takes longer than the replay."""
    fresh = type(row).__new__(type(row))
    fresh.__dict__.update(row.__dict__)
    return fresh


def compared(row: AbstractClock, lines: Sequence[AbstractMoment]) -> Iterator[Difference]:
    model, owner = type(row), owner_of(row)
    if not lines:
        yield Difference(model, owner, row, "ledger", None, "that it began")
        return
    fresh = replayed(row, lines)
    for name, attribute in columns(model):
        has, should = getattr(row, attribute), getattr(fresh, attribute)
        if has != should and not slight(has, should):
            yield Difference(model, owner, row, name, has, should)


@cache
def columns(model: type[AbstractClock]) -> tuple[tuple[str, str], ...]:
    """What of a row is a cache, by field and attribute: everything but its number, its goal and whose it is."""
    own = {field.name for field in AbstractClock._meta.get_fields()} - {"goal"}
    return tuple((field.name, field.attname) for field in model._meta.concrete_fields if field.name in own)


def slight(has: Any, should: Any) -> bool:
    return isinstance(has, float) and isinstance(should, float) and abs(has - should) <= SLIGHT


def differences(rows: Sequence[AbstractClock]) -> list[Difference]:
    """What of these clocks, and of their owners' next due times, is not as it should be."""
    past = histories(rows)
    found = [one for row in rows for one in compared(row, past[row.pk])]
    wrong = {one.owner for one in found}
    return found + dues([row for row in rows if owner_of(row) not in wrong])


def dues(rows: Sequence[AbstractClock]) -> list[Difference]:
    """Of the owners whose latest clock is among these: each is looked at once."""
    if not rows or not rows[0].owner_due:
        return []
    model = type(rows[0])
    owners = owner_model(model)
    names = {"due": model.owner_due, "owner": f"{model.owner}_id"}
    statement = DUES.format(owners=owners._meta.db_table, clocks=model._meta.db_table, **names)
    found = byhand.rows(statement, [sorted({owner_of(row) for row in rows}), [row.pk for row in rows]])
    return [Difference(model, owner, None, model.owner_due, has, should) for owner, has, should in found]


def certain(model: type[AbstractClock], owner: int) -> tuple[Any, list[AbstractClock]]:
    """An owner, locked so that nobody changes its clocks meanwhile, and its clocks. Within a transaction."""
    locked = owner_model(model)._base_manager.select_for_update(no_key=True).get(pk=owner)
    return locked, batch(model, Scope(owners=(owner,)), after=0)


class Looked(NamedTuple):
    """One batch: how far it has come, how many clocks it had, and what is different for certain."""

    model: type[AbstractClock]
    last: int
    checked: int
    found: list[Difference]

    @property
    def place(self) -> str:
        return f"{self.model._meta.model_name}:{self.last}"


def walk(scope: Scope, after: str = "", only: type[AbstractClock] | None = None) -> Iterator[Looked]:
    """All clocks of a scope in batches; `after` is the place of the last batch of an earlier walk."""
    name, _, last = after.partition(":")
    tables = [only] if only else clock_models()
    if name:
        tables = tables[[str(model._meta.model_name) for model in tables].index(name) :]
    for number, model in enumerate(tables):
        reached = int(last) if name and number == 0 else 0
        while rows := batch(model, scope, after=reached):
            reached = rows[-1].pk
            found = [one for owner in suspects(rows) for one in looked_again(owner, rows)]
            yield Looked(model, reached, len(rows), found)


def suspects(rows: Sequence[AbstractClock]) -> list[int]:
    return sorted({one.owner for one in differences(rows)})


def looked_again(owner: int, rows: Sequence[AbstractClock]) -> list[Difference]:
    """What of these clocks still looks different while nobody changes them."""
    numbers = {row.pk for row in rows}
    with transaction.atomic():
        _, fresh = certain(type(rows[0]), owner)
        return differences([row for row in fresh if row.pk in numbers])


def sample(now: datetime, hundredths: int = 1) -> Scope:
    """Another part of all clocks every night: after a hundred nights each was looked at."""
    return Scope(hundredths, now.toordinal() % 100)


def spoken(value: Any) -> str:
    if value is None or value == "":
        return "nothing"
    return f"{value:%Y-%m-%d %H:%M:%S.%f %Z}" if isinstance(value, datetime) else str(value)
