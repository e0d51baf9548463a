"""How long each part of an incident took, from its stamped instants (INC-14). Pure."""

from datetime import datetime, timedelta
from typing import NamedTuple, Protocol


class Stamped(Protocol):
    started_at: datetime
    detected_at: datetime
    acknowledged_at: datetime | None
    diagnosed_at: datetime | None
    restored_at: datetime | None
    verified_at: datetime | None


class Timing(NamedTuple):
    key: str
    label: str
    took: timedelta | None


# Which two instants each measure lies between; all but the first and the last count on from the detection.
MEASURES = (
    ("detect", "To detect", "started_at", "detected_at"),
    ("acknowledge", "To acknowledge", "detected_at", "acknowledged_at"),
    ("diagnose", "To diagnose", "detected_at", "diagnosed_at"),
    ("restore", "To restore", "detected_at", "restored_at"),
    ("verify", "To verify", "restored_at", "verified_at"),
)


def timings(incident: Stamped) -> list[Timing]:
    """Nothing where one of the two instants has not come."""
    return [
        Timing(key, label, between(getattr(incident, begin), getattr(incident, end)))
        for key, label, begin, end in MEASURES
    ]


def between(begin: datetime | None, end: datetime | None) -> timedelta | None:
    return None if begin is None or end is None else end - begin
