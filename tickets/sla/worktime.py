"""Working time: which instants count, and when enough of them have passed.

An instant counts if its label on the local wall clock lies in an open window and its local date is no holiday; on the
date of an override exactly the override's windows are open. So an hour that a clock change repeats counts twice and one
that it skips not at all: what a person with a clock on the wall would count. A target is reached at the first instant
at which the counted time is as long as the target.

Everything inside is whole microseconds since 1970 in UTC. Two datetimes of one zone subtract as wall labels in Python,
an hour wrong across a clock change; integers cannot. Open intervals are worked out once per calendar and block of four
weeks, then bisected; what the blocks count is summed up once, so that years cost no more than weeks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, count
from typing import NamedTuple
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.toordinal()
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
MINUTE = 60 * SECOND
DAY = 86_400 * SECOND
BLOCK = 28 * DAY
PROBE = DAY // 4
MIDNIGHT = 1440

Windows = tuple[tuple[int, int], ...]
Week = Mapping[int, Windows]
Overrides = Mapping[date, Windows]


class Block(NamedTuple):
    """The open intervals of four weeks, and how much is counted before each of them within the block."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]
    total: int


class Sums(NamedTuple):
    """`before[n]` is what the blocks from `first` on count before block `first + n`, up to block `last`."""

    first: int
    last: int
    before: tuple[int, ...]


@dataclass(frozen=True)
class Calendar:
    """Open windows per weekday (Monday is 0) as (first minute, minute after the last) of the local day.

    A window may end at 1440. One that ends before it starts runs over midnight: (1320, 360) on Monday is open until
    six on Tuesday; its second part belongs to Tuesday, so a holiday on Tuesday closes it at midnight.

    On the date of an override exactly its windows are open, whatever weekday, holiday and the evening before say; none
    closes the date. One that runs over midnight opens the next date too, even a holiday, unless that has its own.
    """

    zone: str
    week: Week
    holidays: frozenset[date] = frozenset()
    overrides: Overrides = field(default_factory=dict)
    days: tuple[Windows, ...] = field(init=False, repr=False, compare=False)
    dates: Mapping[int, Windows] = field(init=False, repr=False, compare=False)
    always: bool = field(init=False, repr=False, compare=False)
    blocks: dict[int, Block] = field(init=False, repr=False, compare=False, default_factory=dict)
    sums: Sums | None = field(init=False, repr=False, compare=False, default=None)

    def __post_init__(self) -> None:
        days = windows_by_day(self.week)
        if not any(days):
            raise ValueError("A calendar needs at least one open hour.")
        ZoneInfo(self.zone)
        dates = windows_by_date(days, self.holidays, self.overrides)
        object.__setattr__(self, "days", days)
        object.__setattr__(self, "dates", dates)
        object.__setattr__(self, "always", all(day == ((0, DAY),) for day in (*days, *dates.values())))

    @property
    def weekly(self) -> float:
        """Open seconds of a week without holidays."""
        return sum(end - start for day in self.days for start, end in day) / SECOND

    def block(self, number: int) -> Block:
        found = self.blocks.get(number)
        if found is None:
            found = self.blocks[number] = build(self, number)
        return found

    def summed(self, first: int, last: int) -> Sums:
        """What is counted before each block, these two among them. Replaced, never changed: threads share it."""
        known = self.sums
        if known is None or first < known.first or known.last < last:
            begin, end = (min(first, known.first), max(last, known.last)) if known else (first, last)
            totals = (self.block(number).total for number in range(begin, end))
            known = Sums(begin, end, tuple(accumulate(totals, initial=0)))
            object.__setattr__(self, "sums", known)
        return known


def windows_by_day(week: Week) -> tuple[Windows, ...]:
    """Windows of each weekday in microseconds of the local day: cut at midnight, sorted, merged, none empty."""
    pieces: list[list[tuple[int, int]]] = [[] for _ in range(7)]
    for weekday, windows in week.items():
        if not 0 <= weekday <= 6:
            raise ValueError(f"No such window: weekday {weekday}.")
        today, tomorrow = cut(windows, f"weekday {weekday}")
        pieces[weekday] += today
        pieces[(weekday + 1) % 7] += tomorrow
    return tuple(map(merged, pieces))


def windows_by_date(days: tuple[Windows, ...], holidays: frozenset[date], overrides: Overrides) -> dict[int, Windows]:
    """What is open on the dates, counted from 1970, that are not like their weekday."""
    closed = {number_of(day) for day in holidays}
    pieces = {number_of(day): cut(windows, day.isoformat()) for day, windows in overrides.items()}
    result: dict[int, Windows] = dict.fromkeys(closed, ())
    for number, (_, tail) in pieces.items():
        if tail and number + 1 not in pieces:
            usual = () if number + 1 in closed else days[(number + 4) % 7]
            result[number + 1] = merged([*usual, *tail])
    return result | {number: merged(today) for number, (today, _) in pieces.items()}


def number_of(day: date) -> int:
    return day.toordinal() - EPOCH_DAY


def cut(windows: Windows, where: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Windows in minutes as pieces of this day and of the next, in microseconds."""
    today, tomorrow = [], []
    for start, end in windows:
        if not (0 <= start < MIDNIGHT and 0 <= end <= MIDNIGHT):
            raise ValueError(f"No such window: {where}, minutes {start} to {end}.")
        today.append((start * MINUTE, (MIDNIGHT if end < start else end) * MINUTE))
        if end < start:
            tomorrow.append((0, end * MINUTE))
    return today, tomorrow


def merged(windows: list[tuple[int, int]]) -> Windows:
    result: list[tuple[int, int]] = []
    for start, end in sorted(window for window in windows if window[0] < window[1]):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def micros(instant: datetime) -> int:
    return (instant - EPOCH) // MICROSECOND


def instant_of(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)


def offset(zone: ZoneInfo, at: int) -> int:
    return instant_of(at).astimezone(zone).utcoffset() // MICROSECOND  # type: ignore[operator]  # aware, so never None


@lru_cache(maxsize=4096)
def regimes(zone: str, number: int) -> tuple[tuple[int, int, int], ...]:
    """(from, until, offset from UTC) of the stretches of a block in which the local clock is not changed."""
    place = ZoneInfo(zone)
    begin, result = number * BLOCK, []
    for probe in range(number * BLOCK, (number + 1) * BLOCK, PROBE):
        before, after = offset(place, probe), offset(place, probe + PROBE)
        if before != after:
            change = change_between(place, probe, probe + PROBE)
            result.append((begin, change, before))
            begin = change
    result.append((begin, (number + 1) * BLOCK, offset(place, (number + 1) * BLOCK - 1)))
    return tuple(regime for regime in result if regime[0] < regime[1])


def change_between(zone: ZoneInfo, low: int, high: int) -> int:
    """The whole second at which the offset of `low` gives way to that of `high`."""
    before = offset(zone, low)
    while high - low > SECOND:
        middle = (low + high) // 2 // SECOND * SECOND
        if offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high


def build(calendar: Calendar, number: int) -> Block:
    """All open intervals of a block. Within a stretch of one offset, label and instant differ by a constant."""
    starts, ends, before, total = [], [], [], 0
    for begin, until, shift in regimes(calendar.zone, number):
        for day in range((begin + shift) // DAY, (until + shift - 1) // DAY + 1):
            midnight = day * DAY - shift
            for opens, closes in calendar.dates.get(day, calendar.days[(day + 3) % 7]):
                start, end = max(midnight + opens, begin), min(midnight + closes, until)
                if start < end:
                    starts.append(start)
                    ends.append(end)
                    before.append(total)
                    total += end - start
    return Block(tuple(starts), tuple(ends), tuple(before), total)


def counted(block: Block, at: int) -> int:
    """What a block counts before an instant of it."""
    index = bisect_right(block.starts, at) - 1
    if index < 0:
        return 0
    return block.before[index] + min(at, block.ends[index]) - block.starts[index]


def spans(calendar: Calendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open intervals from `start` on, in UTC, without end; a long one may come in pieces that touch."""
    at = micros(start)
    for number in count(at // BLOCK):
        block = calendar.block(number)
        for opens, closes in zip(block.starts, block.ends, strict=True):
            if closes > at:
                yield instant_of(max(opens, at)), instant_of(closes)


def add(calendar: Calendar, start: datetime, seconds: float) -> datetime:
    """The first instant at which `seconds` have been counted since `start`."""
    need = round(seconds * SECOND)
    if need < 0:
        raise ValueError("Working time is added, never taken away.")
    at = micros(start)
    if not need or calendar.always:
        return instant_of(at + need)
    number = at // BLOCK
    block = calendar.block(number)
    need += counted(block, at)
    if need > block.total:
        number, need = ahead(calendar, number, need)
        block = calendar.block(number)
    index = bisect_left(block.before, need) - 1
    return instant_of(block.starts[index] + need - block.before[index])


def ahead(calendar: Calendar, number: int, need: int) -> tuple[int, int]:
    """The block in which so much has been counted since the beginning of this one, and how much of it falls there."""
    sums = calendar.summed(number, number + 1)
    goal = sums.before[number - sums.first] + need
    while goal > sums.before[-1]:
        sums = calendar.summed(number, sums.last + 1)
    index = bisect_left(sums.before, goal) - 1
    return sums.first + index, goal - sums.before[index]


def between(calendar: Calendar, begin: datetime, end: datetime) -> float:
    """Seconds counted from `begin` to `end`; none if the end does not come after the beginning."""
    first, last = micros(begin), micros(end)
    if last <= first:
        return 0.0
    if calendar.always:
        return (last - first) / SECOND
    here, there = first // BLOCK, last // BLOCK
    whole = 0
    if here != there:
        sums = calendar.summed(here, there)
        whole = sums.before[there - sums.first] - sums.before[here - sums.first]
    return (whole + counted(calendar.block(there), last) - counted(calendar.block(here), first)) / SECOND
