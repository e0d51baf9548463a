"""Twelve faults that engines like this one have had, each as a small change to ours.

A fault replaces a text that must stand in its file exactly once; one that is not found any more fails the run, so that
no fault is forgotten when the engine changes.
"""

from pathlib import Path
from typing import NamedTuple

WORKTIME = Path("tickets/sla/worktime.py")
CLOCK = Path("tickets/sla/clock.py")
ENGINE = Path("tickets/sla/engine.py")
MODEL = Path("tickets/sla/models/clock.py")


class Fault(NamedTuple):
    """`rings`: it shows only in rows, for the pure property tests ring nothing."""

    name: str
    path: Path
    text: str
    instead: str
    rings: bool = False

    def planted(self, source):
        if source.count(self.text) != 1:
            raise LookupError(f"“{self.name}”: its text stands {source.count(self.text)} times in {self.path}")
        return source.replace(self.text, self.instead)


FAULTS = [
    Fault(
        "wall subtraction",
        WORKTIME,
        "        return (last - first) / SECOND\n",
        "        place = ZoneInfo(calendar.zone)\n"
        "        return (last + offset(place, last) - first - offset(place, first)) / SECOND\n",
    ),
    Fault(
        "<= for <",
        WORKTIME,
        "    index = bisect_left(block.before, need) - 1\n",
        "    index = bisect_right(block.before, need) - 1\n",
    ),
    Fault(
        "holiday by UTC date",
        WORKTIME,
        "calendar.dates.get(day, ",
        "calendar.dates.get((day * DAY - shift) // DAY, ",
    ),
    Fault(
        "pause counted twice",
        CLOCK,
        "    return to_the_microsecond(sum(worktime.between(calendar, begin, end) for begin, end in ran if end))\n",
        "    ran = list(ran)\n"
        "    held = sum(worktime.between(calendar, one[1], two[0]) for one, two in zip(ran, ran[1:]))\n"
        "    return sum(worktime.between(calendar, begin, end) for begin, end in ran if end) - held\n",
    ),
    Fault(
        "fold ignored",
        WORKTIME,
        "    return instant_of(at).astimezone(zone).utcoffset()",
        "    return instant_of(at).astimezone(zone).replace(fold=0).utcoffset()",
    ),
    Fault(
        "naive search for due",
        WORKTIME,
        "    number = at // BLOCK\n    block = calendar.block(number)\n    need += counted(block, at)\n",
        "    closed = need / SECOND - between(calendar, start, instant_of(at + need))\n"
        "    return instant_of(at + need + round(closed * SECOND))\n",
    ),
    Fault(
        "early breach",
        ENGINE,
        "row.alarm_at <= until:\n",
        "(row.alarm_at - until).total_seconds() <= 30:\n",
        rings=True,
    ),
    Fault(
        "late breach between ticks",
        ENGINE,
        "        due = ring(row, at)\n        row.put(change(row.pure(), at, cause))\n",
        "        due = []\n        row.put(change(row.pure(), at, cause))\n",
        rings=True,
    ),
    Fault(
        "warning twice",
        CLOCK,
        "        fresh = replace(self, **terms)\n",
        "        fresh = replace(self, **terms, level=0)\n",
        rings=True,
    ),
    Fault(
        "erased breach",
        CLOCK,
        "        fresh = replace(self, **terms)\n",
        "        fresh = replace(self, **terms, breached_at=None)\n",
        rings=True,
    ),
    Fault(
        "pause lost on retarget",
        ENGINE,
        "clock.stretches(past[row.pk])\n",
        "[(past[row.pk][0].at, None if row.since else at)]\n",
        rings=True,
    ),
    Fault(
        "cache not replayed",
        ENGINE,
        "        row.put(pure.amend(ran, past[row.pk][0].spent, **take(row)))\n",
        "        row.put(replace(pure.amend(ran, past[row.pk][0].spent, **take(row)), spent=pure.spent))\n",
        rings=True,
    ),
]
