"""A clock on its way under terms that it never had. Pure, and by the engine's rules: see `tickets.sla.engine`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from .clock import BREACH, Clock, Override, Stretch, counted, reached
from .worktime import Calendar

NEARLY = 0.001  # seconds: where a sum comes this close to its target, the instants decide


class Promise(NamedTuple):
    """What one goal is judged by, the key of the policy that says so, whether it goes on after a reopening, and what
    the same version of the policy promises beside it."""

    target: int
    calendar: Calendar
    pauses: bool
    policy: str
    resumes: bool = True
    beside: "Mapping[str, Promise] | None" = None

    def differs(self, other: "Promise | None") -> bool:
        return other is None or self[:3] != other[:3]


class Act(NamedTuple):
    """One line of a ledger that changed how a clock runs. A first run and a retarget name a promise; `named` and
    `until` are instants that somebody named (see `tickets.sla.clock.Moment`)."""

    number: int
    what: str
    at: datetime
    cause: str = ""
    promise: Promise | None = None
    spent: float = 0.0
    named: datetime | None = None
    until: datetime | None = None


class Fate(NamedTuple):
    """What becomes of a clock: when it is broken, if it is, and the due time it is judged by."""

    breached_at: datetime | None
    due_at: datetime | None


@dataclass(slots=True)
class Course:
    """A clock on its way by the engine's rules: see `tickets.sla.engine`."""

    pauses: bool
    clock: Clock
    base: float
    late_due: datetime | None = None
    over: bool = False
    held: bool = False
    ran: list[Stretch] = field(default_factory=list)

    def ring(self, at: datetime) -> float:
        """Break the promise at its due instant, if that has come; answers what is counted by then."""
        clock = self.clock
        used, named = clock.elapsed(at), bool(clock.promised or clock.override)
        if clock.breached_at is None and (named or (clock.since and used >= clock.target - NEARLY)):
            due = clock.when()
            if due is not None and due <= at:
                self.break_(due, due)
        return used

    def break_(self, at: datetime, due: datetime | None) -> None:
        self.clock, self.late_due = replace(self.clock, breached_at=at), due

    def run(self, act: Act) -> None:
        if self.clock.since is None:
            self.ring(act.at)
            self.clock = replace(self.clock, since=act.at)

    def hold(self, act: Act) -> None:
        if self.pauses:
            self.rest(act.at)

    def rest(self, at: datetime) -> None:
        used = self.ring(at)
        if self.clock.since is not None:
            self.ran.append((self.clock.since, at))
        self.clock = replace(self.clock, spent=used, since=None)

    def stop(self, act: Act) -> None:
        self.held, self.over = self.clock.since is None, True
        self.rest(act.at)

    def retarget(self, at: datetime, promise: Promise | None) -> None:
        """Counted anew from the start, every hold kept. What it stands beyond is broken now, not in the past."""
        if promise is None:
            return self.stop(Act(0, "cancel", at))
        spent = self.base + counted(promise.calendar, self.ran)
        self.pauses = promise.pauses
        return self.amend(at, target=promise.target, calendar=promise.calendar, spent=spent)

    def amend(self, at: datetime, **terms: Any) -> None:
        self.ring(at)
        self.clock = replace(self.clock, **terms)
        self.overtaken(at)

    def promise(self, act: Act) -> None:
        self.amend(act.at, promised=act.named)

    def override(self, act: Act) -> None:
        self.amend(act.at, override=Override(act.named, act.until) if act.named and act.until else None)

    def overtaken(self, at: datetime) -> None:
        if self.clock.breached_at is None and self.clock.passed(BREACH, at):
            self.break_(at, self.due())

    def due(self) -> datetime | None:
        """By what it is judged; nothing if it is held before its time."""
        clock = self.clock
        ran: list[Stretch] = [*self.ran] if clock.since is None else [*self.ran, (clock.since, None)]
        if self.over and not self.held:
            ran[-1] = (ran[-1][0], None)
        return clock.governed(reached(clock.calendar, ran, max(0.0, clock.target - self.base)))

    def fate(self) -> Fate:
        return Fate(self.clock.breached_at, self.late_due or self.due())
