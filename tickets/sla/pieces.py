"""The pieces of a stretch of time in which a clock ran: what counted, what did not, and why not.

They lie end to end. What is closed is told by local dates: a holiday by its name, an override by its reason.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tickets.sla import worktime
from tickets.sla.clock import Moment
from tickets.sla.worktime import BLOCK, DAY, Calendar, Windows, instant_of, micros


class Kind(StrEnum):
    COUNTED = "counted"
    OUTSIDE = "outside hours"
    HOLIDAY = "holiday"
    OVERRIDE = "override"
    PAUSED = "paused"


class Hours(NamedTuple):
    """A calendar with its name and version, what its holidays are called and why its overrides are."""

    calendar: Calendar
    name: str = ""
    version: int = 1
    holidays: Mapping[date, str] = {}
    reasons: Mapping[date, str] = {}

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.calendar.zone)

    def staffed(self, at: datetime) -> str:
        """Why the hours of this local date are its own, if they are."""
        return self.reasons.get(at.astimezone(self.zone).date(), "") if self.reasons else ""


class Told(NamedTuple):
    """A moment, and what ledger and log know of it besides. A first `run` and a `retarget` name hours and policy."""

    moment: Moment
    cause: str = ""
    party: str = ""
    until: datetime | None = None
    share: int | None = None
    policy: str = ""
    hours: Hours | None = None
    event: int | None = None


class Piece(NamedTuple):
    """An interval in which all of the time counted or none of it, and why; `by` is the moment that paused."""

    kind: Kind
    begin: datetime
    end: datetime
    cause: str = ""
    by: Told | None = None
    ahead: bool = False
    over: bool = False

    @property
    def length(self) -> int:
        return micros(self.end) - micros(self.begin)

    @property
    def counted(self) -> int:
        return self.length if self.kind is Kind.COUNTED else 0


def within(hours: Hours, begin: datetime, end: datetime) -> Iterator[Piece]:
    """The pieces of a stretch in which the clock ran: open ones, and what lies between them."""
    at = begin
    for opens, closes in open_spans(hours.calendar, begin, end):
        yield from closed(hours, at, opens)
        yield Piece(Kind.COUNTED, opens, closes, hours.staffed(opens))
        at = closes
    yield from closed(hours, at, end)


def open_spans(calendar: Calendar, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open intervals between two instants; those that touch are one."""
    held: tuple[datetime, datetime] | None = None
    for opens, closes in takewhile(lambda span: span[0] < end, worktime.spans(calendar, begin)):
        if held and held[1] == opens:
            held = held[0], min(closes, end)
            continue
        if held:
            yield held
        held = opens, min(closes, end)
    if held:
        yield held


def closed(hours: Hours, begin: datetime, end: datetime) -> Iterator[Piece]:
    """A gap, by the local dates that it covers; dates with one cause are one piece."""
    last: Piece | None = None
    for day, start, stop, shift in local_days(hours.calendar.zone, micros(begin), micros(end)):
        kind, name = cause_of(hours, day, start + shift - day * DAY, stop + shift - day * DAY)
        if last and (last.kind, last.cause) == (kind, name):
            last = last._replace(end=instant_of(stop))
            continue
        if last:
            yield last
        last = Piece(kind, instant_of(start), instant_of(stop), name)
    if last:
        yield last


def local_days(zone: str, begin: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """(day, from, until, offset) of each local date between two instants, also where the clocks leave a date out."""
    for number in range(begin // BLOCK, (end - 1) // BLOCK + 1) if begin < end else ():
        for first, last, shift in worktime.regimes(zone, number):
            low, high = max(first, begin), min(last, end)
            for day in range((low + shift) // DAY, (high + shift - 1) // DAY + 1) if low < high else ():
                midnight = day * DAY - shift
                yield day, max(low, midnight), min(high, midnight + DAY), shift


def cause_of(hours: Hours, day: int, low: int, high: int) -> tuple[Kind, str]:
    """Why nothing counts from one minute of a local day to another. What is closed every week has no other cause."""
    on, calendar = day_of(day), hours.calendar
    if not overlap(calendar.days[(day + 3) % 7], low, high):
        return Kind.OUTSIDE, ""
    if on in calendar.overrides:
        return Kind.OVERRIDE, hours.reasons.get(on, "")
    return (Kind.HOLIDAY, hours.holidays.get(on, "")) if on in calendar.holidays else (Kind.OUTSIDE, "")


def shifts(zone: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(instant, offset before, offset after) of each change of the local clock."""
    last = None
    for number in range(begin // BLOCK, end // BLOCK + 1):
        for first, _, shift in worktime.regimes(zone, number):
            if last is not None and last != shift and begin < first < end:
                yield first, last, shift
            last = shift


def named(calendar: Calendar, low: int, high: int) -> int:
    """How much of the labels from `low` to `high` the open hours name."""
    return sum(
        overlap(calendar.dates.get(day, calendar.days[(day + 3) % 7]), low - day * DAY, high - day * DAY)
        for day in range(low // DAY, (high - 1) // DAY + 1)
    )


def overlap(windows: Windows, low: int, high: int) -> int:
    return sum(max(0, min(high, closes) - max(low, opens)) for opens, closes in windows)


def day_of(day: int) -> date:
    """The date with this number since 1970."""
    return date.fromordinal(day + worktime.EPOCH_DAY)
