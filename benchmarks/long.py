"""A ticket with a thousand messages beside ordinary ones: its page, all of it at once, and a browser's first paint."""

import itertools
import statistics

from . import browsing, client, meters

MESSAGES = 1000
ROUNDS, REQUESTS, WARM, PAINTS = 7, 6, 3, 9


def measure(here, keys):
    pk = here.inside("lengthen", MESSAGES, EVENT_NUDGE="0")
    ordinary = itertools.cycle(keys["live"][:50])
    pages = {
        "ordinary ticket": lambda: f"/tickets/{next(ordinary)}",
        "its page": lambda: f"/tickets/{pk}",
        "all of it at once": lambda: f"/tickets/{pk}?whole=1",
    }
    taken = {what: meters.Taken() for what in pages}
    for turn in range(ROUNDS + 1):
        for what, path in pages.items():
            one_round(here, keys["cookie"], taken[what], path, warm=turn == 0)
    painted = paints(here, keys["cookie"], pages)
    step = f"ticket with {MESSAGES:,} messages"
    return [
        {"step": step, "size": here.size, "what": what, **each.row()} for what, each in taken.items()
    ] + [
        {"step": step, "size": here.size, "what": f"first paint, {what}", **each} for what, each in painted.items()
    ]  # fmt: skip


def one_round(here, cookie, taken, path, *, warm):
    if warm:
        taken.size = sorted(len(client.get(here.port, path(), cookie)[1]) for _ in range(WARM))[WARM // 2]
        return
    waits = []
    with meters.round_of(taken, meters.children(here.pid("web")), here.name, waits):
        waits += [client.get(here.port, path(), cookie)[0] for _ in range(REQUESTS)]


def paints(here, cookie, pages):
    """From the click to the first paint with content, as the browser itself measures it; the files are in its cache."""
    waits = {what: [] for what in pages}
    with browsing.page(here, cookie) as page:
        for _, what in itertools.product(range(PAINTS + 1), pages):
            page.goto(pages[what]())
            waits[what].append(page.evaluate(browsing.FIRST_PAINT))
    return {what: shown(each[1:]) for what, each in waits.items()}


def shown(waits):
    return {"p50_ms": round(statistics.median(waits), 1), "p95_ms": round(max(waits), 1), "n": len(waits)}
