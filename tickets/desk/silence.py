"""How long silence lasts before it counts as consent, and how long a reopen is possible. Pure.

Requirements T-28, T-29, DEC-07, DEC-29: five working days, fourteen days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .states import Status

WORKING_DAYS = 5
REOPEN_WINDOW = timedelta(days=14)
SATURDAY = 5


def close_at(resolved_at: datetime, zone: str) -> datetime:
    """The same wall time five working days (Monday to Friday) later in `zone`, as an instant."""
    local = resolved_at.astimezone(ZoneInfo(zone))
    left = WORKING_DAYS
    while left:
        local += timedelta(days=1)
        left -= local.weekday() < SATURDAY
    return local.astimezone(resolved_at.tzinfo)


def may_reopen(ended_at: datetime | None, now: datetime) -> bool:
    """Inside the window after the end (resolved or closed, whichever came last)."""
    return ended_at is None or now <= ended_at + REOPEN_WINDOW


def reopens(ticket, now: datetime) -> bool:
    """What the requester writes on this ticket that is over reopens it; else it opens a follow-up."""
    return ticket.status != Status.CANCELLED and may_reopen(ticket.closed_at or ticket.resolved_at, now)
