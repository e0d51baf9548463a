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
    begins = [one.at for one in near if one.at <= at] + [at]
    stretches = [[one for one in near if begin <= one.at <= begin + window] for begin in begins if at <= begin + window]
    best = max(stretches, key=len)
    return best if len(best) >= count else []
