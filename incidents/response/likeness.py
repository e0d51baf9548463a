"""When so many similar tickets come together that something must be wrong (INC-02). Pure."""

from datetime import datetime, timedelta
from typing import NamedTuple


class Seen(NamedTuple):
    """One ticket that is about the same thing."""

    ticket: int
    at: datetime


def together(seen, at, window: timedelta, count: int):
    """The tickets of the fullest stretch of this length that holds the instant `at`, where it has at least `count` of
    them; else nothing. Among equals the earliest."""
    near = sorted((one for one in seen if abs(one.at - at) <= window), key=lambda one: (one.at, one.ticket))
    best: list = []
    for first in near:
        if first.at > at:
            break
        stretch = [one for one in near if first.at <= one.at <= first.at + window]
        if at <= first.at + window and len(stretch) > len(best):
            best = stretch
    return best if len(best) >= count else []


def most(values):
    """The value that stands there most often, of equals the first; nothing where none does."""
    given = [one for one in values if one]
    return max(dict.fromkeys(given), key=given.count, default=None)
