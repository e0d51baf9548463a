"""What a fold says: facts and stays as plain values, to be compared with what is known. Pure."""

from datetime import datetime
from typing import NamedTuple


class Around(NamedTuple):
    """What a figure can be sliced by, after one event."""

    queue_id: int | None = None
    type_id: int | None = None
    category_id: int | None = None
    priority: int | None = None
    channel: str = ""
    tier: str = ""
    organisation_id: int | None = None
    region_id: int | None = None
    component_id: int | None = None


class Said(NamedTuple):
    """One fact: the columns of `Fact`, but for the subject."""

    what: str
    goal: str
    event_id: int
    at: datetime
    around: Around
    person_id: int | None = None
    requester_id: int | None = None
    good: bool | None = None
    wall: int | None = None
    worked: int | None = None
    value: int | None = None
    apart: int = 0
    walled: bool = False


class Stood(NamedTuple):
    """One stay: the columns of `Stay`, but for the ticket."""

    event_id: int
    since: datetime
    until: datetime | None
    opened_at: datetime
    status: str
    waiting: str
    live: bool
    owner_id: int | None
    around: Around
    apart: int = 0
    walled: bool = False


def seconds(begin: datetime, end: datetime) -> int:
    """Whole seconds, never below nothing: a start that was put right afterwards may lie behind its end."""
    return max(0, int((end - begin).total_seconds()))
