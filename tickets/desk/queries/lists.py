"""Rows of a queue: few statements whatever the number of rows (T-18, SLA-12)."""

from datetime import datetime

from django.db.models import F, Prefetch

from supportdesk.catalogue.models import Tag

from .. import score
from ..models import Reading, TicketClock

ORDERS = {
    "rank": ("rank", "id"),
    "due": (F("due_at").asc(nulls_last=True), "id"),
    "newest": ("-id",),
    "oldest": ("id",),
    "activity": ("-activity_at", "-id"),
    "priority": (F("priority").asc(nulls_last=True), "rank", "id"),
}
RELATED = ("requester", "organisation", "owner", "queue", "type", "offered_to")
CAP = 1000


def rows(tickets, person, *, order="rank"):
    """The tickets with what a row shows: next running clocks, tags and the person's own reading."""
    clocks = TicketClock.objects.filter(stopped_at=None).order_by("due_at")
    return (
        tickets.select_related(*RELATED)
        .prefetch_related(
            Prefetch("clocks", clocks, to_attr="running_clocks"),
            Prefetch("tags", Tag.objects.only("id", "name"), to_attr="shown_tags"),
            Prefetch("readings", Reading.objects.filter(person=person), to_attr="own_readings"),
        )
        .order_by(*ORDERS[order])
    )


def next_clock(ticket):
    """The clock that a row shows: the next one due, else the one that is held."""
    clocks = ticket.running_clocks
    running = [clock for clock in clocks if clock.due_at]
    return min(running, key=lambda clock: clock.due_at) if running else next(iter(clocks), None)


def is_unread(ticket) -> bool:
    """Something happened after the person last read it."""
    return not any(reading.read_at >= ticket.activity_at for reading in ticket.own_readings)


def count(tickets) -> int:
    """How many, up to 1,000 (shown as "1,000+"): the cost does not grow with the table."""
    return tickets.order_by()[:CAP].count()


def score_parts(ticket, now: datetime):
    """Why the ticket stands where it stands (T-18)."""
    return score.parts(now=now, **ticket.score_fields())
