"""What figures over the list cost: ten saved views with their counts, and the ten standing ones of the queue.

No count reads messages or events, so these desks are copies of tickets and their clocks alone: a million of them take
minutes to load, not an hour.
"""

import statistics

from . import client, meters

ROUNDS, REQUESTS, WARM = 7, 8, 4


def measure(here, cookie, viewer):
    """The fragment over the list as a page fetches it, and both countings in a process of their own."""
    views = here.inside("save_views", viewer)["views"]
    ask = [client.get(here.port, "/views/strip", cookie)[0] for _ in range(WARM)]
    strip = meters.Taken()
    for _ in range(ROUNDS):
        waits = []
        with meters.round_of(strip, meters.children(here.pid("web")), here.name, waits):
            waits += [client.get(here.port, "/views/strip", cookie)[0] for _ in range(REQUESTS)]
    counted = here.inside("count_views", viewer)
    return [
        row(here, f"{views} saved views, first look", p50_ms=ask[0]),
        row(here, f"{views} saved views, the page's fragment", **strip.row()),
        row(here, f"their figures, {counted['exact']} exact", **waited(counted["saved"])),
        row(here, "the ten standing figures", **waited(counted["standing"])),
    ]


def waited(seconds):
    ordered = sorted(each * 1000 for each in seconds)
    return {"p50_ms": statistics.median(ordered), "p95_ms": ordered[int(len(ordered) * 0.95)], "n": len(ordered)}


def row(here, what, **figures):
    told = {name: round(value, 2) if isinstance(value, float) else value for name, value in figures.items()}
    return {"step": "view counts", "size": here.size, "what": what} | told
