"""Why a clock stands where it stands: every interval from its start on, counted or not, with its cause.

The pieces lie end to end, so nothing is left out. In whole microseconds the counted ones are exactly what the clock
has used, and those up to the due instant exactly the target. What has counted is told by the terms that hold at last,
for a retarget counts the past anew; each retarget is a mark that says what had counted before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tickets.sla import clock, worktime
from tickets.sla.clock import Clock, Stretch
from tickets.sla.pieces import Hours, Kind, Piece, Told, named, shifts, within
from tickets.sla.worktime import SECOND, Calendar, instant_of, micros

CHANGING = ("run", "hold", "stop", "cancel")  # what sets a clock going or still


class Terms(NamedTuple):
    """What was promised: within which target, by which policy and hours, and when it was due by that."""

    target: int
    policy: str
    hours: Hours
    due_at: datetime | None
    used: int


class Mark(NamedTuple):
    """What happened at one instant. An amendment has both terms, a change of the local clock what it took or gave."""

    what: str
    at: datetime
    by: Told | None = None
    was: Terms | None = None
    now: Terms | None = None
    label_seconds: float = 0.0


@dataclass(frozen=True)
class Why:
    """The whole explanation; `before` is what a promise that goes on started with. Lengths are microseconds.

    `due_by` says what makes it due when it is: "target", or the "promise" or "override" that named the instant.
    """

    at: datetime
    hours: Hours
    policy: str
    clock: Clock
    start: datetime
    now: datetime
    held: Told | None
    before: int
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]

    @property
    def target(self) -> int:
        return self.clock.target

    @property
    def due_at(self) -> datetime | None:
        return self.clock.due

    @property
    def due_by(self) -> str:
        override = self.clock.override
        if self.due_at is None:
            return ""
        if override and self.due_at == override.due:
            return "override"
        return "promise" if self.due_at == self.clock.promised else "target"

    @property
    def used(self) -> int:
        return self.used_at(self.now)

    def used_at(self, at: datetime) -> int:
        """What has counted, or will have, by the terms that hold now."""
        counted = (piece for piece in self.pieces if piece.counted and piece.begin < at)
        return self.before + sum(micros(min(piece.end, at)) - micros(piece.begin) for piece in counted)

    @property
    def left(self) -> int:
        """Until the target; negative beyond it."""
        return self.target * SECOND - self.used

    @property
    def running(self) -> bool:
        return self.clock.since is not None

    def missed(self, piece: Piece) -> int:
        """How much of a pause lay in open hours: a pause in the night takes nothing away."""
        if piece.kind is not Kind.PAUSED:
            return 0
        return round(worktime.between(self.hours.calendar, piece.begin, piece.end) * SECOND)


def explain(ledger: Sequence[Told], at: datetime) -> Why:
    """The ledger as of `at`; while the clock runs, also what will count until it is due."""
    told = [one for one in ledger if one.moment.at <= at] or list(ledger[:1])
    moments = [one.moment for one in told]
    end, hours, ran = clock.replay(moments), hours_of(told), clock.stretches(moments)
    begin, now = moments[0].at, end.stopped_at or max(at, moments[0].at)
    until = max(now, end.due) if end.since and end.due else now
    pieces = cut(whole(hours, told, ran, begin, until), [now, *([end.due] if end.due else [])])
    marks = [*amendments(told), *rings(told), *changes(end.calendar, ran, until)]
    return Why(
        at=at,
        hours=hours,
        policy=policy_of(told),
        clock=end,
        start=begin,
        now=now,
        held=held_by(told),
        before=round(moments[0].spent * SECOND),
        pieces=tuple(flagged(piece, now, end.due) for piece in pieces),
        marks=tuple(sorted(marks, key=lambda one: one.at)),
    )


def hours_of(told: Sequence[Told]) -> Hours:
    """The hours that hold at last."""
    return next(one.hours or Hours(one.moment.calendar) for one in reversed(told) if one.moment.calendar)


def policy_of(told: Sequence[Told]) -> str:
    return next((one.policy for one in reversed(told) if one.policy), "")


def held_by(told: Iterable[Told]) -> Told | None:
    """The moment that holds it now."""
    held = None
    for one in told:
        if one.moment.what in CHANGING:
            held = one if one.moment.what == "hold" else None
    return held


def whole(hours: Hours, told: Sequence[Told], ran: Sequence[Stretch], begin: datetime, until: datetime) -> list[Piece]:
    """All pieces from the first instant to the last, end to end."""
    pieces = [piece for piece in pauses(told, until) if piece.length > 0]
    for start, end in ran:
        pieces += within(hours, start, min(end or until, until))
    return sorted(pieces, key=lambda piece: piece.begin)


def pauses(told: Iterable[Told], until: datetime) -> Iterator[Piece]:
    """What held the clock, and until when; another reason is an interval of its own."""
    held = None
    for one in told:
        if one.moment.what in CHANGING:
            if held is not None:
                yield Piece(Kind.PAUSED, held.moment.at, one.moment.at, held.cause, held)
            held = one if one.moment.what == "hold" else None
    if held is not None:
        yield Piece(Kind.PAUSED, held.moment.at, until, held.cause, held)


def cut(pieces: Iterable[Piece], at: Iterable[datetime]) -> Iterator[Piece]:
    """The same pieces, none of which has one of these instants inside."""
    marks = sorted(at)
    for piece in pieces:
        ends = [*(mark for mark in marks if piece.begin < mark < piece.end), piece.end]
        for begin, end in zip([piece.begin, *ends], ends, strict=False):
            yield piece._replace(begin=begin, end=end)


def flagged(piece: Piece, now: datetime, due: datetime | None) -> Piece:
    return piece._replace(ahead=piece.begin >= now, over=due is not None and piece.begin >= due)


def rings(told: Iterable[Told]) -> Iterator[Mark]:
    """Whatever the ledger has besides runs, holds and amendments, in its own words."""
    for one in told:
        if one.moment.what not in ("run", "hold", *clock.AMENDS):
            yield Mark(one.moment.what, one.moment.at, one)


def amendments(told: Sequence[Told]) -> Iterator[Mark]:
    for number, one in enumerate(told):
        if number and one.moment.what in clock.AMENDS:
            was, now = (terms(told[:count], one.moment.at) for count in (number, number + 1))
            yield Mark(one.moment.what, one.moment.at, one, was, now)


def terms(told: Sequence[Told], at: datetime) -> Terms:
    end = clock.replay([one.moment for one in told])
    return Terms(end.target, policy_of(told), hours_of(told), end.due, round(end.elapsed(at) * SECOND))


def changes(calendar: Calendar, ran: Iterable[Stretch], until: datetime) -> Iterator[Mark]:
    """Changes of the local clock while it ran, where open hours name the labels that were left out or came twice."""
    for begin, end in ran:
        for at, before, after in shifts(calendar.zone, micros(begin), micros(end or until)):
            seconds = named(calendar, at + min(before, after), at + max(before, after)) / SECOND
            if seconds:
                yield Mark("forward" if after > before else "back", instant_of(at), label_seconds=seconds)
