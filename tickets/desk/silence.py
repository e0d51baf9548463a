"""How long silence lasts before it counts as consent, and how long a reopen is possible. Pure.

Requirements T-28, T-29, DEC-07, DEC-29: five working days, fourteen days."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .states import Status

WORKING_DAYS = 5
REOPEN_DAYS = 14
SATURDAY = 5


def close_at(resolved_at: datetime, zone: str, days: int = WORKING_DAYS) -> datetime:
    """When what was resolved then closes by itself."""
    return working_days_after(resolved_at, zone, days)


def working_days_after(instant: datetime, zone: str, days: int) -> datetime:
    """The same wall time that many working days (Monday to Friday) later in `zone`, as an instant."""
    local = instant.astimezone(ZoneInfo(zone))
    while days:
        local += timedelta(days=1)
        days -= local.weekday() < SATURDAY
    return local.astimezone(instant.tzinfo)


def may_reopen(ended_at: datetime | None, now: datetime, days: int = REOPEN_DAYS) -> bool:
    """Inside the window after the end (resolved or closed, whichever came last)."""
    return ended_at is None or now <= ended_at + timedelta(days=days)


def reopens(ticket, now: datetime, days: int = REOPEN_DAYS) -> bool:
    """What the requester writes on this ticket that is over reopens it; else it opens a follow-up."""
    return ticket.status != Status.CANCELLED and may_reopen(ticket.closed_at or ticket.resolved_at, now, days)


def reopens_until(ticket, days: int = REOPEN_DAYS) -> datetime | None:
    """The last instant at which the requester may take it up again; None while it is not over, or over for good."""
    ended = ticket.closed_at or ticket.resolved_at
    return ended + timedelta(days=days) if ended and ticket.status != Status.CANCELLED else None
