"""Promises: working time in one process, a thousand due among ten thousand and among a million open clocks, replay and
retarget, and how late a notice comes through the real stack, with its worker killed on the way."""

import os
import random
import signal
import statistics
import time
from datetime import UTC, date, datetime, timedelta

from tickets.sla.worktime import Calendar, add, between

from . import place

OPEN = (10_000, 1_000_000)
ROUNDS = 7
HOLIDAYS = 30
LISTENED = 90
OFFICE = dict.fromkeys(range(5), ((540, 720), (780, 1080)))
START = datetime(2026, 1, 5, 8, tzinfo=UTC)


def measure(template):
    yield working_time()
    yield due_among(template)
    yield notices(template)


def working_time():
    """Microseconds of one call, the middle of many starts; the tables of the calendar stand already."""
    draw = random.Random(7)
    holidays = frozenset(date(2026, 1, 1) + timedelta(days=25 * n) for n in range(HOLIDAYS))
    hours = Calendar("Europe/Berlin", OFFICE, holidays)
    starts = [START + timedelta(minutes=draw.uniform(0, 60 * 24 * 200)) for _ in range(400)]
    rows = []
    for name, span, seconds in (
        ("two weeks", timedelta(weeks=2), 80 * 3600),
        ("two years", timedelta(days=730), 2 * 2000 * 3600),
    ):
        for what, call in (
            (f"add, {name}", lambda start, seconds=seconds: add(hours, start, seconds)),
            (f"between, {name}", lambda start, span=span: between(hours, start, start + span)),
        ):
            rows.append(row("working time", what, micros=middle(call, starts)))
    return rows


def middle(call, starts):
    for start in starts:
        call(start)
    found = []
    for _ in range(15):
        begin = time.perf_counter()
        for start in starts:
            call(start)
        found.append((time.perf_counter() - begin) / len(starts) * 1e6)
    return statistics.median(found)


def due_among(template):
    """Ten thousand open clocks and a million take turns, so that noise falls on both alike."""
    heres, waits, spent = [], {}, {}
    for number in OPEN:
        here = place.Place(number, f"{template}_open_{number}")
        place.copy(template, here.name)
        here.inside("fill", number, EVENT_NUDGE="0")
        here.inside("tidy", EVENT_NUDGE="0")
        heres.append(here)
    for _ in range(3):
        for here in heres:
            told = here.inside("ring_rounds", ROUNDS, EVENT_NUDGE="0")
            waits.setdefault(here.size, []).extend(told["ms"][1:])
            spent.setdefault(here.size, []).extend(told["cpu"][1:])
    rows = [
        row(
            "1,000 due, committed",
            "ring_due",
            size=size,
            p50_ms=statistics.median(each),
            p95_ms=max(each),
            app_cpu_ms=statistics.median(spent[size]),
        )
        for size, each in waits.items()
    ]
    small, large = (statistics.median(waits[size]) for size in OPEN)
    rows.append(row("1,000 due, committed", "a million open over ten thousand", times=large / small))
    told = heres[-1].inside("replay_and_retarget", EVENT_NUDGE="0")
    for what in ("replay", "retarget"):
        wall, cpu = told[what]
        rows.append(row(what, "clocks with six moments each", size=OPEN[-1], per_second=wall, per_core=cpu))
    for here in heres:
        place.drop(here.name)
    return rows


def notices(template):
    """A breach each quarter of a second; half way through the worker is killed."""
    here = place.Place(0, f"{template}_notices")
    place.copy(template, here.name)
    with here.desk():
        due = here.inside("wait_for", LISTENED)
        time.sleep(LISTENED / 2)
        os.kill(here.pid("worker"), signal.SIGKILL)
        time.sleep(LISTENED / 2 + 45)
        told = here.inside("lateness", due["since"])
    place.drop(here.name)
    print(f"  {told}", flush=True)
    late = {"p50_ms": 1000 * told["median"], "p99_ms": 1000 * told["p99"]}
    counts = f"{told['told']} told, {told['twice']} twice, the earliest {told['earliest']:.3f} s after its instant"
    what = f"{due['number']} breaches, the worker killed once: {counts}"
    return [row("notices", what, **late)]


def row(step, what, size=None, **figures):
    numbers = {name: round(value, 3) for name, value in figures.items() if value is not None}
    return {"step": step, "size": size, "what": what} | numbers
