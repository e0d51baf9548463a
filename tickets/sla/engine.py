"""Clock rows in, clock rows out: what each act does, and what must be told because of it.

Whatever should have rung before an act rings first, at its own instant. So an answer that comes after the due time but
before the next sweep is a breach at the due time, a late sweep moves no history, and each level rings once per clock.
All acts write sets; the caller holds the owner's lock, in its own transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from supportdesk import byhand

from . import clock, ledger
from .ledger import Line
from .models import AbstractClock, Policy, Target
from .models.policy import BREACH


class Rung(NamedTuple):
    """Something that happened to a clock and must be told: warned, breached, met or missed."""

    clock: Any  # a row of the owner's own table
    what: str
    at: datetime
    share: int
    due_at: datetime | None


def start(clocks: Sequence[AbstractClock], *, at: datetime, cause: str) -> list[Rung]:
    """Insert these clocks, running. One that is given `spent` goes on from there."""
    rungs: list[Rung] = []
    lines: list[Line] = []
    for row in clocks:
        row.started_at = row.since = at
        lines.append(Line(row, "run", at, cause, data=terms(row) | ({"spent": row.spent} if row.spent else {})))
        rungs += overtaken(row, at)
        schedule(row)
    if clocks:
        byhand.insert(clocks)
    ledger.append([*lines, *told(rungs, cause)])
    return rungs


def act(clocks: Sequence[AbstractClock], what: str, *, at: datetime, cause: str) -> list[Rung]:
    """Let these clocks run, or hold, stop or cancel them. A clock to which this says nothing new is left alone."""
    concerned, change = ACTS[what]
    rungs: list[Rung] = []
    lines: list[Line] = []
    touched = [row for row in clocks if row.stopped_at is None and concerned(row, cause)]
    for row in touched:
        due = ring(row, at)
        change(row, at, cause)
        lines += [*told(due, "time"), Line(row, what, at, cause)]
        rungs += due
        if what == "stop":
            rungs.append(Rung(row, "missed" if row.breached_at else "met", at, int(row.share(at)), row.due_at))
    ledger.update(touched, ledger.ACT)
    ledger.append(lines)
    return rungs


def run(row: AbstractClock, at: datetime, cause: str) -> None:
    row.since, row.held_reason = at, ""
    schedule(row)


def hold(row: AbstractClock, at: datetime, cause: str) -> None:
    row.spent, row.since, row.held_reason = row.pure().elapsed(at), None, cause
    schedule(row)


def stop(row: AbstractClock, at: datetime, cause: str) -> None:
    row.spent, row.since, row.held_reason = row.pure().elapsed(at), None, ""
    row.stopped_at, row.alarm_at = at, None


def cancel(row: AbstractClock, at: datetime, cause: str) -> None:
    stop(row, at, cause)
    row.cancelled = True


def always(row: AbstractClock, cause: str) -> bool:
    return True


def is_held(row: AbstractClock, cause: str) -> bool:
    return row.since is None


def may_be_held(row: AbstractClock, cause: str) -> bool:
    """Also while held, if the reason is another one: every interval is listed with its own."""
    return row.pauses and (row.since is not None or row.held_reason != cause)


Concerned = Callable[[AbstractClock, str], bool]
Change = Callable[[AbstractClock, datetime, str], None]
ACTS: dict[str, tuple[Concerned, Change]] = {
    "run": (is_held, run),
    "hold": (may_be_held, hold),
    "stop": (always, stop),
    "cancel": (always, cancel),
}


def retarget(clocks: Sequence[AbstractClock], *, at: datetime, cause: str, targets: Mapping[str, Target]) -> list[Rung]:
    """Judge the open clocks by other targets, as if from their start, with every hold kept (SLA-11).

    A goal that the new policy does not promise is cancelled. A breach once recorded stays recorded.
    """
    still = [row for row in clocks if row.stopped_at is None]
    rungs = act([row for row in still if row.goal not in targets], "cancel", at=at, cause=cause)
    moved = [row for row in still if row.goal in targets and differs(row, targets[row.goal])]
    past = ledger.histories(moved)
    lines: list[Line] = []
    for row in moved:
        due = ring(row, at)
        before = terms(row) | {"policy": row.policy_id, "due": spoken(row.due_at)}
        take(row, targets[row.goal], past[row.pk])
        late = overtaken(row, at)
        row.alarm_at = next_alarm(row)
        data = terms(row) | {"due": spoken(row.due_at), "was": before}
        lines += [*told(due, "time"), Line(row, "retarget", at, cause, data=data), *told(late, cause)]
        rungs += [*due, *late]
    ledger.update(moved, ledger.RETARGET)
    ledger.append(lines)
    return rungs


def differs(row: AbstractClock, target: Target) -> bool:
    return row.policy_id != target.policy_id or terms(row) != {"target": target.seconds, "calendar": target.calendar_id}


def take(row: AbstractClock, target: Target, past: list[clock.Moment]) -> None:
    """The row under a new target: what was counted so far is counted anew from the ledger."""
    row.policy_id, row.calendar_id = target.policy_id, target.calendar_id
    row.target_seconds, row.pauses = target.seconds, target.pauses
    ran, base = clock.stretches(past), past[0].spent
    fresh = row.pure()
    row.spent = fresh.retarget(fresh.target, fresh.calendar, ran[:-1] if row.since else ran, base).spent
    row.due_at = clock.reached(fresh.calendar, ran, max(0.0, fresh.target - base))


def overtaken(row: AbstractClock, at: datetime) -> list[Rung]:
    """Levels that a clock stands beyond the moment it gets its terms. Nobody had promised them before, so they ring
    now and not in the past; of several warnings only the last, for the others have nothing left to say.
    """
    pure = row.pure()
    passed = [
        level
        for level in Policy.objects.version(row.policy_id).levels
        if level > row.level and pure.elapsed(at) * 100 >= row.target_seconds * level
    ]
    return [strike(row, level, at) for level in passed if level in (BREACH, passed[-1])]


def ring(row: AbstractClock, until: datetime) -> list[Rung]:
    """Whatever is due on this row by then, each at its own instant."""
    rungs = []
    while row.alarm_at is not None and row.alarm_at <= until:
        rungs.append(strike(row, row.next_level or BREACH, row.alarm_at))
        row.alarm_at = next_alarm(row)
    return rungs


def strike(row: AbstractClock, level: int, at: datetime) -> Rung:
    row.level = level
    if level == BREACH:
        row.breached_at = row.breached_at or at
    return Rung(row, "breached" if level == BREACH else "warned", at, level, row.due_at)


def schedule(row: AbstractClock) -> None:
    """When it is due and rings next. A due time that has passed is history and stays."""
    if row.level < BREACH or row.due_at is None:
        row.due_at = row.pure().when()
    row.alarm_at = next_alarm(row)


def next_alarm(row: AbstractClock) -> datetime | None:
    level = row.next_level
    return None if level is None else row.pure().when(level)


def terms(row: AbstractClock) -> dict[str, object]:
    return {"target": row.target_seconds, "calendar": row.calendar_id}


def spoken(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def told(rungs: Sequence[Rung], cause: str) -> list[Line]:
    return [Line(rung.clock, rung.what, rung.at, cause, rung.share) for rung in rungs]


def ring_due(model: type[AbstractClock], *, now: datetime, limit: int) -> list[Rung]:
    """Ring a batch of what is due, most overdue first. Empty when nothing is: one probe of a partial index.

    The owner's row is locked with the clock's, and whatever is busy is skipped: the sweep waits for nobody, so it
    cannot deadlock, and an action never sees a clock change under its hands.
    """
    clocks = ledger.lock_due(model, now, limit)
    rungs = [rung for row in clocks for rung in ring(row, now)]
    ledger.update(clocks, ledger.RING)
    ledger.append(told(rungs, "time"))
    return rungs
