"""A clock: how much of a promise is used up, and when a given share of it will be.

Shares are whole percents of the target, and instants are compared, never percentages: 99.951 % rounds to a breach
that did not happen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from tickets.sla import worktime
from tickets.sla.worktime import Calendar

Stretch = tuple[datetime, datetime | None]


class Moment(NamedTuple):
    """One line of a ledger. The first `run` and each `retarget` name target and calendar that hold from then on.

    `spent` is what a first `run` starts with: a reopened promise goes on from the time already used.
    """

    what: str
    at: datetime
    target: int | None = None
    calendar: Calendar | None = None
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class Clock:
    calendar: Calendar
    target: int
    spent: float = 0.0
    since: datetime | None = None
    stopped_at: datetime | None = None

    def run(self, at: datetime) -> "Clock":
        return self if self.since or self.stopped_at else replace(self, since=at)

    def hold(self, at: datetime) -> "Clock":
        return replace(self, spent=self.elapsed(at), since=None)

    def stop(self, at: datetime) -> "Clock":
        return self if self.stopped_at else replace(self.hold(at), stopped_at=at)

    def retarget(self, target: int, calendar: Calendar, ran: Iterable[Stretch], spent: float = 0.0) -> "Clock":
        """Under another promise, as if it had been given from the start.

        `ran` is when the clock has run so far, `spent` what it started with.
        """
        counted = sum(worktime.between(calendar, begin, end) for begin, end in ran if end)
        return replace(self, target=target, calendar=calendar, spent=spent + counted)

    def elapsed(self, at: datetime) -> float:
        if self.since is None:
            return self.spent
        return self.spent + worktime.between(self.calendar, self.since, at)

    def left(self, at: datetime) -> float:
        """Seconds until the target, negative beyond it."""
        return self.target - self.elapsed(at)

    def when(self, share: int = 100) -> datetime | None:
        """The instant at which this share is used up if nothing else happens; nothing while held or stopped.

        A share that was passed before the last hold is answered with the end of that hold: `reached` knows better,
        from the ledger.
        """
        if self.since is None:
            return None
        return worktime.add(self.calendar, self.since, max(0.0, self.target * share / 100 - self.spent))


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


def reached(calendar: Calendar, ran: Iterable[Stretch], seconds: float) -> datetime | None:
    """The instant at which these stretches have counted `seconds`; nothing if they have not and none is open."""
    need = seconds
    for begin, end in ran:
        if end is None:
            return worktime.add(calendar, begin, need)
        counted = worktime.between(calendar, begin, end)
        if counted >= need:
            return worktime.add(calendar, begin, need)
        need -= counted
    return None


def replay(moments: Iterable[Moment]) -> Clock:
    """The clock that a ledger tells of."""
    first, *rest = moments
    if first.target is None or first.calendar is None:
        raise ValueError("A ledger begins with a run that names its target and its calendar.")
    clock, seen = Clock(first.calendar, first.target, first.spent, since=first.at), [first]
    for moment in rest:
        if moment.what == "retarget":
            target, calendar = moment.target or clock.target, moment.calendar or clock.calendar
            clock = clock.retarget(target, calendar, stretches(seen), first.spent)
        elif moment.what in ACTS:
            clock = ACTS[moment.what](clock, moment.at)
        seen.append(moment)
    return clock


ACTS = {"run": Clock.run, "hold": Clock.hold, "stop": Clock.stop, "cancel": Clock.stop}
