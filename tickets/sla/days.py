"""An explanation as lines to read: pieces and marks in their order, equal days as one, each with the sum so far."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from tickets.sla.pieces import Kind, Piece, Told
from tickets.sla.why import Mark, Why

TOGETHER = 3  # from so many equal days on they are one line


@dataclass(frozen=True)
class Line:
    """`begin` and `end` are on the calendar's own wall clock; lengths are microseconds, `total` is the sum so far.

    A line of several equal days has them as its `parts`, with what lies between them.
    """

    kind: str
    begin: datetime
    end: datetime
    cause: str = ""
    by: Told | None = None
    mark: Mark | None = None
    length: int = 0
    counted: int = 0
    missed: int = 0
    total: int = 0
    days: int = 1
    ahead: bool = False
    over: bool = False
    parts: tuple["Line", ...] = ()


class Day(NamedTuple):
    """The open pieces of one local date; `between` lies among them, `after` behind the last."""

    on: date
    lines: list[Line]
    after: list[Line]

    @property
    def shape(self) -> tuple:
        counted = (line for line in self.lines if line.counted)
        return tuple((line.begin.time(), line.end.time(), line.counted) for line in counted)


def lines(why: Why) -> list[Line]:
    """What there is to read."""
    return list(grouped(every(why)))


def every(why: Why) -> list[Line]:
    """Every interval and instant in order; what happened stands before the interval that begins with it."""
    told = list(summed((line_of(piece, why) for piece in why.pieces), why.before))
    told += [mark_of(mark, why) for mark in [*why.marks, *signposts(why)]]
    return sorted(told, key=lambda line: (line.begin.timestamp(), line.mark is None))


def signposts(why: Why) -> Iterator[Mark]:
    """Where we are, and when it is or was due."""
    told = {mark.at for mark in why.marks if mark.what == "breached"}
    if why.due_at and why.due_at not in told and (why.running or why.due_at < why.now):
        yield Mark("due", why.due_at)
    if not why.clock.stopped_at:
        yield Mark("now", why.now)


def line_of(piece: Piece, why: Why) -> Line:
    begin, end = piece.begin.astimezone(why.hours.zone), piece.end.astimezone(why.hours.zone)
    line = Line(piece.kind.value, begin, end, piece.cause, piece.by, ahead=piece.ahead, over=piece.over)
    return replace(line, length=piece.length, counted=piece.counted, missed=why.missed(piece))


def mark_of(mark: Mark, why: Why) -> Line:
    at, cause = mark.at.astimezone(why.hours.zone), mark.by.cause if mark.by else ""
    return Line(mark.what, at, at, cause, mark.by, mark, total=why.used_at(mark.at), ahead=mark.at > why.at)


def summed(told: Iterable[Line], before: int) -> Iterator[Line]:
    total = before
    for line in told:
        total += line.counted
        yield replace(line, total=total)


def grouped(told: Iterable[Line]) -> Iterator[Line]:
    """Where nothing but ordinary hours follow each other, equal days are one line."""
    for (ordinary, *_), some in groupby(told, lambda line: (is_ordinary(line), line.ahead, line.over)):
        if ordinary:
            yield from by_days(list(some))
        else:
            yield from some


def is_ordinary(line: Line) -> bool:
    return line.mark is None and not line.cause and line.kind in (Kind.COUNTED, Kind.OUTSIDE)


def by_days(told: list[Line]) -> Iterator[Line]:
    leading, days = split(told)
    yield from leading
    for _, same in groupby(days, lambda day: day.shape):
        equal = list(same)
        if len(equal) < TOGETHER:
            yield from (line for day in equal for line in (*day.lines, *day.after))
        else:
            yield together(equal)
            yield from equal[-1].after


def split(told: list[Line]) -> tuple[list[Line], list[Day]]:
    """What lies before the first open piece, and the days from there on."""
    leading: list[Line] = []
    days: list[Day] = []
    for line in told:
        if line.counted and (not days or days[-1].on != line.begin.date()):
            days.append(Day(line.begin.date(), [line], []))
        elif line.counted:
            days[-1].lines.extend([*days[-1].after, line])
            days[-1].after.clear()
        else:
            (days[-1].after if days else leading).append(line)
    return leading, days


def together(equal: list[Day]) -> Line:
    *rest, last = equal
    parts = (*(line for day in rest for line in (*day.lines, *day.after)), *last.lines)
    first, end = parts[0], parts[-1]
    return replace(
        first,
        end=end.end,
        length=sum(line.length for line in parts),
        counted=sum(line.counted for line in parts),
        total=end.total,
        days=len(equal),
        parts=parts,
    )
