"""Figures: events folded a second, a day rolled up, and boards read, with a history and with ten times that history.

The prototypes' facts come from the real fold of their real events. Older weeks are copies of them in sets: each week
has as many tickets as the prototypes have, so that a board shows as much in front of a long history as of a short one.
"""

from . import load, place
from .histories import grow

WEEKS = (20, 200)
NAME = "figures_work"


def measure():
    load.prototypes()
    place.copy(load.PROTOTYPES, NAME)
    here = place.Place(load.NUMBER, NAME)
    yield from folded(here)
    tickets, done = load.NUMBER, 0
    for weeks in WEEKS:
        with here.connect() as connection:
            tickets = grow(connection, done, weeks)
        here.size = tickets
        if not done:
            taken = here.inside("roll_weeks", 28)
            yield row(here, "rollup of 28 weeks, all of it", **timed(taken), number=taken["answer"])
        yield from told(here)
        done = weeks
    place.drop(NAME)


def folded(here):
    """All events from the first one on, by things; and as the relay tells them, a hundred at a time."""
    for what, name in (("fold, from the first event on", "fold_all"), ("fold, as the relay tells it", "fold_told")):
        taken = here.inside(name)
        yield row(here, what, **rate(taken), number=taken["answer"])
    taken = here.inside("read_events")
    yield row(here, "its floor: the events read and parsed", **rate(taken), number=taken["answer"])


def rate(taken):
    return {"per_second": taken["answer"] / taken["seconds"], "per_core": taken["answer"] / taken["cpu"]}


def told(here):
    """A day in which something came late, made anew; and every board for a manager and for a lead."""
    taken = here.inside("roll_day")
    yield row(here, "rollup of a day", **timed(taken), number=taken["answer"])
    for board, found in here.inside("ask_boards").items():
        yield row(here, f"board {board}", **found)


def timed(taken):
    return {"seconds": taken["seconds"], "app_cpu_ms": taken["cpu"] * 1000}


def row(here, what, **figures):
    kept = {name: round(value, 3) if isinstance(value, float) else value for name, value in figures.items()}
    return {"step": "figures", "size": here.size, "what": what} | kept
