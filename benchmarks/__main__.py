"""`python -m benchmarks`: loads 10,000 and 100,000 tickets, measures, prints a table and writes JSON.

--full adds a million tickets; --fresh loads anew; --only names the parts to run; --sizes, --json as they say.
The part `views` needs tickets and clocks alone: `--only views --full` loads no more than that.
"""

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from . import (
    articles,
    bulk,
    figures,
    footprint,
    incidents,
    keys,
    load,
    long,
    mail,
    once,
    pages,
    place,
    promises,
    relay,
    report,
    rooms,
    status,
    streams,
    sweep,
    tabs,
    views,
    webhooks,
    writes,
)

SIZES = (10_000, 100_000)
FULL = 1_000_000
WITH_DESKS = ("pages", "writes", "long", "keys", "streams", "bulk")
WAYS = ("mail", "webhooks", "once")
PARTS = (
    *WITH_DESKS,
    "sweep",
    "relay",
    "promises",
    "views",
    "articles",
    "incidents",
    "rooms",
    "figures",
    "tabs",
    "status",
    *WAYS,
    "memory",
)
DUES = (1_000, 30_000)
LARGEST = (
    ("long", "a ticket with a thousand messages", long),
    ("keys", "from key to result", keys),
    ("streams", "open queues", streams),
    ("bulk", "ten thousand at once", bulk),
)
BY_THEMSELVES = (
    ("articles", "ten thousand articles", articles),
    ("incidents", "five hundred tickets of an incident", incidents),
    ("rooms", "pages of the rooms, and a queue beside linking", rooms),
    ("figures", "folding, rolling up, boards", figures),
    ("tabs", "two hundred tabs", tabs),
    ("status", "the public status page", status),
    ("mail", "mail from socket to ticket", mail),
    ("webhooks", "messages that leave", webhooks),
    ("once", "two hundred keys, twenty times each", once),
    ("memory", "memory of the demo", footprint),
)


def arguments():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--keep", action="store_true", help="leave the benchmark's servers running")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES)
    parser.add_argument("--json", type=Path, default=place.RUN_DIR / "figures.json")
    asked = parser.parse_args()
    asked.sizes = [*asked.sizes, *([FULL] if asked.full and FULL not in asked.sizes else [])]
    return asked


def main():
    asked, began, rows = arguments(), time.strftime("%Y-%m-%d %H:%M", time.gmtime()), []
    place.do("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    try:
        for found in run(asked):
            rows += found
    finally:
        grown = report.growth(rows, asked.sizes[0], asked.sizes[-1])
        report.write(asked.json, rows, taken=began, growth=grown)
        print(f"\n{report.table(rows)}\n")
        print(f"CPU at {asked.sizes[-1]:,} over {asked.sizes[0]:,} tickets: {grown}\n{asked.json}")
        if not asked.keep:
            place.stop()


def run(asked):
    """The rows of one part after the other, so that what was measured is told even when a later part fails."""
    if asked.fresh:
        load.forget(asked.sizes)
    whole = {*WITH_DESKS, "sweep", "relay"} & set(asked.only)
    templates = {size: load.template(size) for size in asked.sizes} if whole else {}
    if set(WITH_DESKS) & whole:
        yield from with_desks(asked, templates)
    for size, name in templates.items():
        if "sweep" in asked.only:
            say(f"sweep at {size:,}")
            yield sweep.measure(size, name, [due for due in DUES if due * 3 <= size])
        if "relay" in asked.only:
            say(f"relay at {size:,}")
            yield relay.measure(size, name)
    if "promises" in asked.only:
        say("promises")
        load.prototypes()
        yield from promises.measure(load.PROTOTYPES)
    if "views" in asked.only:
        yield from counted(asked.sizes)
    for name, what, part in BY_THEMSELVES:
        if name in asked.only:
            say(what)
            yield list(part.measure())


def with_desks(asked, templates):
    """A desk in front of a copy of each size, all at the same time, so that their rounds can take turns."""
    with ExitStack() as stack:
        desks = []
        for number, (size, name) in enumerate(templates.items()):
            here = place.Place(size, f"{name}_work", number)
            place.copy(name, here.name)
            stack.enter_context(here.desk())
            desks.append(here)
        given = {here.size: here.inside("keys", EVENT_NUDGE="0") for here in desks}
        if "pages" in asked.only:
            say("pages")
            yield pages.measure(desks, given)
        for here in desks:
            if "writes" in asked.only:
                say(f"writes at {here.size:,}")
                yield writes.measure(here, given[here.size])
        for name, what, part in LARGEST:
            if name in asked.only:
                say(what)
                yield part.measure(desks[-1], given[desks[-1].size])


def counted(sizes):
    """Figures of views in front of tickets without words, one size after the other."""
    for size in sizes:
        say(f"figures of views at {size:,}")
        name = load.template(size, lean=True)
        here = place.Place(size, f"{name}_work")
        place.copy(name, here.name)
        with here.desk():
            given = here.inside("keys", EVENT_NUDGE="0")
            yield views.measure(here, given["cookie"], given["person"])
        place.drop(here.name)


def say(sentence):
    print(f"… {sentence}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
