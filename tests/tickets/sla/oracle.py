"""Working time as a person with a clock on the wall would count it: minute by minute. Slow, and too simple to be wrong.

It shares no code with the product: hours come as plain data. Time is walked in steps that end at every whole minute and
wherever a pause begins or ends. Nothing changes within a step, so parts of a second are exact.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ONE = timedelta(microseconds=1)
MINUTE = 60_000_000
DAY = timedelta(days=1)


@dataclass
class Hours:
    """`week`: weekday (Monday is 0) -> windows; `overrides`: date -> windows that stand in place of all others."""

    zone: str
    week: dict[int, tuple[tuple[int, int], ...]]
    holidays: frozenset[date] = frozenset()
    overrides: dict[date, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    seen: dict[int, str] = field(default_factory=dict, compare=False, repr=False)  # minutes that were looked at before


def is_open(hours, day, minute):
    """Does this label count, a minute of a local date?"""
    yesterday = day - DAY
    if day in hours.overrides:
        return in_its_own(hours.overrides[day], minute)
    if in_what_spilt(hours.overrides.get(yesterday, ()), minute):
        return True
    if day in hours.holidays:
        return False
    own, spilt = hours.week.get(day.weekday(), ()), hours.week.get(yesterday.weekday(), ())
    return in_its_own(own, minute) or in_what_spilt(spilt, minute)


def in_its_own(windows, minute):
    return any(start <= minute < end if start <= end else minute >= start for start, end in windows)


def in_what_spilt(windows, minute):
    return any(end < start and minute < end for start, end in windows)


@lru_cache(maxsize=1 << 18)
def label(zone, minute):
    """What calendar and clock on the wall say: the date and the minute of the day."""
    wall = datetime.fromtimestamp(minute * 60, ZoneInfo(zone))
    return wall.date(), wall.hour * 60 + wall.minute


def steps(hours, begin, pauses):
    """(from, until, why) of each step, in microseconds, without end. Why: `counted`, `closed`, `holiday`, or the reason
    of a pause, which is one step."""
    held = [(micros(first), last and micros(last), *reason) for first, last, *reason in pauses]
    cuts = {cut for first, last, *_ in held for cut in (first, last) if cut is not None and cut > begin}
    for here, there in zip([begin, *sorted(cuts)], [*sorted(cuts), None], strict=True):
        reasons = [one[2:] or ("paused",) for one in held if one[0] <= here and (one[1] is None or here < one[1])]
        if reasons:
            yield here, there, reasons[-1][0]
        else:
            yield from minutes(hours, here, there)


def minutes(hours, here, last):
    while last is None or here < last:
        minute = here // MINUTE
        there = (minute + 1) * MINUTE
        if last is not None and last < there:
            there = last
        why = hours.seen.get(minute)
        if why is None:
            why = hours.seen[minute] = standing(hours, *label(hours.zone, minute))
        yield here, there, why
        here = there


def standing(hours, day, minute):
    if is_open(hours, day, minute):
        return "counted"
    return "holiday" if day in hours.holidays and day not in hours.overrides else "closed"


def attributed(hours, begin, end, pauses=()):
    """Microseconds from `begin` to `end` by why they count or not. `pauses` are (begin, end or None, reason)."""
    found, last = {}, micros(end)
    for here, there, why in steps(hours, micros(begin), pauses):
        if here >= last:
            break
        found[why] = found.get(why, 0) + (last if there is None else min(there, last)) - here
        if there is None:
            break
    return found


def counted(hours, begin, end, pauses=()):
    """Microseconds that count."""
    return attributed(hours, begin, end, pauses).get("counted", 0)


def due(hours, begin, need, pauses=()):
    """The first instant at which `need` microseconds are counted; None if a pause without end comes first."""
    if need <= 0:
        return begin
    for here, there, why in steps(hours, micros(begin), pauses):
        if there is None:
            return None
        if why == "counted":
            if need <= there - here:
                return EPOCH + (here + need) * ONE
            need -= there - here
    return None


def micros(instant):
    return (instant - EPOCH) // ONE
