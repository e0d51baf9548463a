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
from .models import AbstractClock, Calendar, Policy, Target
from .models.policy import BREACH

Data = dict[str, object]


class Rung(NamedTuple):
    """Something that happened to a clock and must be told: warned, breached, met, missed, or ended while excepted."""

    clock: Any  # a row of the owner's own table
    what: str
    at: datetime
    share: int
    due_at: datetime | None
    policy_id: int  # under which it happened: a clock that is retargeted has another by the time it is told


def start(clocks: Sequence[AbstractClock], *, at: datetime, cause: str, data: Data | None = None) -> list[Rung]:
    """Insert these clocks, running. One that is given `spent`, `level` or `breached_at` goes on from there, one that
    is given `promised_at` is due then if that is sooner."""
    rungs: list[Rung] = []
    lines: list[Line] = []
    for row in clocks:
        row.started_at = at
        lines.append(Line(row, "run", at, cause, data=terms(row) | carried(row) | (data or {})))
        row.put(row.pure().run(at))
        rungs += overtaken(row, at)
        row.alarm_at = next_alarm(row)
    if clocks:
        byhand.insert(clocks)
    ledger.append([*lines, *told(rungs, cause)])
    return rungs


def carried(row: AbstractClock) -> Data:
    """What a clock begins with that is not of its own time."""
    given = {
        "spent": row.spent,
        "level": row.level,
        "breached": spoken(row.breached_at),
        "named": spoken(row.promised_at),
    }
    return {name: value for name, value in given.items() if value}


def act(
    clocks: Sequence[AbstractClock], what: str, *, at: datetime, cause: str, data: Data | None = None
) -> list[Rung]:
    """Let these clocks run, or hold, stop or cancel them. A clock to which this says nothing new is left alone."""
    concerned, change = ACTS[what]
    rungs: list[Rung] = []
    lines: list[Line] = []
    touched = [row for row in clocks if row.stopped_at is None and concerned(row, cause)]
    for row in touched:
        due = ring(row, at)
        row.put(change(row.pure(), at, cause))
        row.alarm_at = next_alarm(row)
        lines += [*told(due, "time"), Line(row, what, at, cause, data=data)]
        rungs += due
        if what == "stop":
            rungs.append(Rung(row, outcome(row, at), at, int(row.share(at)), row.due_at, row.policy_id))
    ledger.update(touched, ledger.ACT)
    ledger.append(lines)
    return rungs


def outcome(row: AbstractClock, at: datetime) -> str:
    if row.is_excepted(at):
        return "excepted"
    return "missed" if row.breached_at else "met"


def always(row: AbstractClock, cause: str) -> bool:
    return True


def is_held(row: AbstractClock, cause: str) -> bool:
    return row.since is None


def may_be_held(row: AbstractClock, cause: str) -> bool:
    """Also while held, if the reason is another one: every interval is listed with its own."""
    return row.pauses and (row.since is not None or row.held_reason != cause)


Concerned = Callable[[AbstractClock, str], bool]
Change = Callable[[clock.Clock, datetime, str], clock.Clock]
ACTS: dict[str, tuple[Concerned, Change]] = {
    "run": (is_held, lambda pure, at, cause: pure.run(at)),
    "hold": (may_be_held, lambda pure, at, cause: pure.hold(at, cause)),
    "stop": (always, lambda pure, at, cause: pure.stop(at)),
    "cancel": (always, lambda pure, at, cause: pure.cancel(at)),
}


def retarget(clocks: Sequence[AbstractClock], *, at: datetime, cause: str, targets: Mapping[str, Target]) -> list[Rung]:
    """Judge the open clocks by other targets, as if from their start, with every hold kept (SLA-11).

    A goal that the new policy does not promise is cancelled. A breach once recorded stays recorded.
    """
    still = [row for row in clocks if row.stopped_at is None]
    rungs = act([row for row in still if row.goal not in targets], "cancel", at=at, cause=cause)
    moved = [row for row in still if row.goal in targets and differs(row, targets[row.goal])]

    def take(row: AbstractClock) -> clock.Amended:
        target = targets[row.goal]
        row.policy_id, row.calendar_id, row.pauses = target.policy_id, target.calendar_id, target.pauses
        return {"target": target.seconds, "calendar": Calendar.objects.version(target.calendar_id).hours}

    return rungs + amend(moved, "retarget", take, at=at, cause=cause)


def promise(clocks: Sequence[AbstractClock], *, at: datetime, cause: str, named: datetime | None) -> list[Rung]:
    """Due at this instant if that is sooner than what is counted; without one by what is counted alone."""
    open_ones = [row for row in clocks if row.stopped_at is None and row.promised_at != named]
    return amend(
        open_ones, "promise", lambda row: {"promised": named}, at=at, cause=cause, data={"named": spoken(named)}
    )


def override(
    clocks: Sequence[AbstractClock], *, at: datetime, cause: str, due: datetime, until: datetime
) -> list[Rung]:
    """Due at this instant, whatever is counted, until the override ends."""
    data: Data = {"named": spoken(due), "until": spoken(until)}
    named = clock.Override(due, until)
    open_ones = [row for row in clocks if row.stopped_at is None]
    return amend(open_ones, "override", lambda row: {"override": named}, at=at, cause=cause, data=data)


def revoke(clocks: Sequence[AbstractClock], *, at: datetime, cause: str) -> list[Rung]:
    """What is counted matters again."""
    named = [row for row in clocks if row.stopped_at is None and row.override is not None]
    return amend(named, "revoke", lambda row: {"override": None}, at=at, cause=cause)


def amend(
    moved: Sequence[AbstractClock],
    what: str,
    take: Callable[[AbstractClock], clock.Amended],
    *,
    at: datetime,
    cause: str,
    data: Data | None = None,
) -> list[Rung]:
    """Judge these open clocks by other terms, as if from their start, with every hold kept. A breach once recorded
    stays recorded."""
    past = ledger.histories(moved)
    rungs: list[Rung] = []
    lines: list[Line] = []
    for row in moved:
        due = ring(row, at)
        before = terms(row) | {"policy": row.policy_id, "due": spoken(row.due_at)}
        pure, ran = row.pure(), clock.stretches(past[row.pk])
        row.put(pure.amend(ran, past[row.pk][0].spent, **take(row)))
        late = overtaken(row, at)
        row.alarm_at = next_alarm(row)
        changed = (terms(row) if what == "retarget" else {}) | {"due": spoken(row.due_at), "was": before}
        lines += [*told(due, "time"), Line(row, what, at, cause, data=changed | (data or {})), *told(late, cause)]
        rungs += [*due, *late]
    ledger.update(moved, ledger.AMEND)
    ledger.append(lines)
    return rungs


def except_until(clocks: Sequence[AbstractClock], *, at: datetime, cause: str, until: datetime | None) -> list[Rung]:
    """Count these clocks apart if they end, or have ended, by then (SLA-08); without an instant no longer. What has
    rung and what will ring is not touched by it."""
    touched = [row for row in clocks if not row.cancelled and row.excepted_until != until]
    what, data = "except" if until else "unexcept", {"until": spoken(until)} if until else None
    rungs: list[Rung] = []
    for row in touched:
        rungs += ring(row, at)
        row.excepted_until = until
    ledger.update(touched, ledger.EXCEPT)
    ledger.append([*told(rungs, "time"), *(Line(row, what, at, cause, data=data) for row in touched)])
    return rungs


def differs(row: AbstractClock, target: Target) -> bool:
    return row.policy_id != target.policy_id or terms(row) != {"target": target.seconds, "calendar": target.calendar_id}


def overtaken(row: AbstractClock, at: datetime) -> list[Rung]:
    """Levels that a clock stands beyond the moment it gets its terms. Nobody had promised them before, so they ring
    now and not in the past; of several warnings only the last, for the others have nothing left to say.
    """
    pure = row.pure()
    ahead = [level for level in Policy.objects.version(row.policy_id).levels if level > row.level]
    passed = [level for level in ahead if pure.passed(level, at)]
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
    return Rung(row, "breached" if level == BREACH else "warned", at, level, row.due_at, row.policy_id)


def next_alarm(row: AbstractClock) -> datetime | None:
    level = row.next_level
    return None if level is None else row.pure().when(level)


def terms(row: AbstractClock) -> Data:
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
