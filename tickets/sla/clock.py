"""A clock: how much of a promise is used up, and when a given share of it will be.

Shares are whole percents of the target, and instants are compared, never percentages: 99.951 % rounds to a breach
that did not happen.

What is counted can be held. An instant that somebody has named (a promise, an override) is not moved by a hold; its
shares lie on the straight line from the clock's start to it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from tickets.sla import worktime
from tickets.sla.worktime import Calendar

Stretch = tuple[datetime, datetime | None]
Amended = dict[str, Any]
BREACH = 100


class Moment(NamedTuple):
    """One line of a ledger. The first `run` and each `retarget` name target and calendar that hold from then on.

    `spent`, `share` and `breached` are what a first `run` starts with where it goes on from an earlier clock: time
    used, the last level that rang, the breach. On `warned` and `breached` the `share` is the level. `named` is the
    instant that was promised (first `run`, `promise`) or set by hand (`override`), `until` the end of an override, of
    an exception, or the expected end of a hold; `cause` the reason of a hold.
    """

    what: str
    at: datetime
    target: int | None = None
    calendar: Calendar | None = None
    spent: float = 0.0
    share: int = 0
    named: datetime | None = None
    until: datetime | None = None
    breached: datetime | None = None
    cause: str = ""


class Override(NamedTuple):
    """Due at `due`, whatever is counted, as long as `until` has not come; then what is counted matters again."""

    due: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    calendar: Calendar
    target: int
    spent: float = 0.0
    since: datetime | None = None
    stopped_at: datetime | None = None
    started: datetime | None = None
    held: str = ""
    cancelled: bool = False
    level: int = 0
    breached_at: datetime | None = None
    promised: datetime | None = None
    override: Override | None = None
    excepted: datetime | None = None
    due: datetime | None = None

    def run(self, at: datetime) -> "Clock":
        if self.since or self.stopped_at:
            return self
        return replace(self, since=at, started=self.started or at, held="").scheduled(at)

    def hold(self, at: datetime, reason: str = "") -> "Clock":
        if self.stopped_at:
            return self
        return replace(self, spent=self.elapsed(at), since=None, held=reason).scheduled(at)

    def stop(self, at: datetime) -> "Clock":
        if self.stopped_at:
            return self
        return replace(self, spent=self.elapsed(at), since=None, held="", stopped_at=at)

    def cancel(self, at: datetime) -> "Clock":
        return self if self.stopped_at else replace(self.stop(at), cancelled=True)

    def ring(self, level: int, at: datetime) -> "Clock":
        breached = self.breached_at or at if level == BREACH else self.breached_at
        return replace(self, level=level, breached_at=breached)

    def scheduled(self, at: datetime) -> "Clock":
        """Due when it looks like it now. A due time that has passed is history and stays; one that lies ahead moves,
        also where an earlier promise was broken."""
        return self if self.due and self.due <= at else replace(self, due=self.when())

    def amend(self, ran: Sequence[Stretch], base: float = 0.0, **terms: Any) -> "Clock":
        """Under other terms, as if they had been given from the start.

        `ran` is when the clock has run so far, `base` what it started with.
        """
        fresh = replace(self, **terms)
        if "target" in terms:
            fresh = replace(fresh, spent=base + counted(fresh.calendar, ran))
        due = reached(fresh.calendar, ran, max(0.0, fresh.target - base))
        return replace(fresh, due=fresh.governed(due))

    def elapsed(self, at: datetime) -> float:
        if self.since is None:
            return self.spent
        return to_the_microsecond(self.spent + worktime.between(self.calendar, self.since, at))

    def left(self, at: datetime) -> float:
        """Seconds until the target, or until the named instant where that decides; negative beyond it."""
        at = min(at, self.stopped_at or at)
        if self.override and self.overrides(at):
            return (self.override.due - at).total_seconds()
        rest = self.target - self.elapsed(at)
        return min(rest, (self.promised - at).total_seconds()) if self.promised else rest

    def share(self, at: datetime) -> float:
        """How many percent are used up. For people: what rings is decided by instants."""
        at = min(at, self.stopped_at or at)
        if self.override and self.overrides(at):
            return self.along(self.override.due, at)
        used = 100 * self.elapsed(at) / self.target if self.target else 100.0
        return max(used, self.along(self.promised, at)) if self.promised else used

    def passed(self, level: int, at: datetime) -> bool:
        if self.override and self.overrides(at):
            return self.line(self.override.due, level) <= at
        if self.promised and self.line(self.promised, level) <= at:
            return True
        return self.elapsed(at) * 100 >= self.target * level

    def when(self, share: int = BREACH) -> datetime | None:
        """The instant at which this share is used up if nothing else happens; nothing while held or stopped, unless
        somebody has named an instant.

        A share that was passed before the last hold is answered with the end of that hold: `reached` knows better,
        from the ledger.
        """
        if self.stopped_at:
            return None
        if self.since is None:
            # what was used up beneath an override is over when that ends, held or not
            used = self.override and self.spent * 100 >= self.target * share
            return self.governed(self.started if used else None, share)
        counted = worktime.add(self.calendar, self.since, max(0.0, self.target * share / 100 - self.spent))
        return self.governed(counted, share) if self.promised or self.override else counted

    def governed(self, counted: datetime | None, share: int = BREACH) -> datetime | None:
        """What is counted against what somebody has named: a promise where it is sooner, an override until its end."""
        if self.promised:
            promised = self.line(self.promised, share)
            counted = min(counted, promised) if counted else promised
        if self.override is None:
            return counted
        set_by_hand = self.line(self.override.due, share)
        if set_by_hand <= self.override.until:
            return set_by_hand
        return max(counted, self.override.until) if counted else None

    def overrides(self, at: datetime) -> bool:
        """Does the override decide at this instant? One whose due time came before its end has decided for good."""
        return self.override is not None and (at < self.override.until or self.override.due <= self.override.until)

    def line(self, named: datetime, share: int) -> datetime:
        start = self.started or named
        return named if start >= named else start + (named - start) * share / 100

    def along(self, named: datetime, at: datetime) -> float:
        start = self.started or at
        return 100 * (at - start) / (named - start) if named > start else 100.0


def stretches(moments: Iterable[Moment]) -> list[Stretch]:
    """From when to when a clock has run; the last one is open while it still runs."""
    result: list[Stretch] = []
    since = None
    for moment in moments:
        if moment.what == "run" and since is None:
            since = moment.at
        elif moment.what in ("hold", "stop", "cancel") and since is not None:
            result.append((since, moment.at))
            since = None
    return [*result, (since, None)] if since is not None else result


def counted(calendar: Calendar, ran: Iterable[Stretch]) -> float:
    """The seconds of the stretches that are over."""
    return to_the_microsecond(sum(worktime.between(calendar, begin, end) for begin, end in ran if end))


def to_the_microsecond(seconds: float) -> float:
    """0.99 s and 0.01 s make a second: a sum of floats may lie a hair beside, and a promise then never be reached."""
    return round(seconds, 6)


def reached(calendar: Calendar, ran: Iterable[Stretch], seconds: float) -> datetime | None:
    """The instant at which these stretches have counted `seconds`; nothing if they have not and none is open."""
    need = seconds
    for begin, end in ran:
        if end is None:
            return worktime.add(calendar, begin, need)
        counted = worktime.between(calendar, begin, end)
        if counted >= need:
            return worktime.add(calendar, begin, need)
        need = to_the_microsecond(need - counted)
    return None


def terms_of(moment: Moment, clock: Clock) -> Amended:
    """What this moment changes of the terms."""
    if moment.what == "retarget":
        return {"target": moment.target or clock.target, "calendar": moment.calendar or clock.calendar}
    if moment.what == "promise":
        return {"promised": moment.named}
    if moment.what == "override" and moment.named and moment.until:
        return {"override": Override(moment.named, moment.until)}
    return {"override": None}


def begun(first: Moment) -> Clock:
    if first.target is None or first.calendar is None:
        raise ValueError("A ledger begins with a run that names its target and its calendar.")
    clock = Clock(first.calendar, first.target, first.spent, level=first.share, breached_at=first.breached)
    return replace(clock, promised=first.named).run(first.at)


def replay(moments: Iterable[Moment]) -> Clock:
    """The clock that a ledger tells of: whatever stands in its row, but for the next alarm, which its levels give."""
    first, *rest = moments
    clock, seen = begun(first), [first]
    for moment in rest:
        if moment.what in AMENDS:
            clock = clock.amend(stretches(seen), first.spent, **terms_of(moment, clock))
        elif moment.what in ACTS:
            clock = ACTS[moment.what](clock, moment)
        seen.append(moment)
    return clock


AMENDS = ("retarget", "promise", "override", "revoke")
ACTS: dict[str, Callable[[Clock, Moment], Clock]] = {
    "run": lambda clock, moment: clock.run(moment.at),
    "hold": lambda clock, moment: clock.hold(moment.at, moment.cause),
    "stop": lambda clock, moment: clock.stop(moment.at),
    "cancel": lambda clock, moment: clock.cancel(moment.at),
    "warned": lambda clock, moment: clock.ring(moment.share, moment.at),
    "breached": lambda clock, moment: clock.ring(moment.share, moment.at),
    "except": lambda clock, moment: replace(clock, excepted=moment.until),
    "unexcept": lambda clock, moment: replace(clock, excepted=None),
}
