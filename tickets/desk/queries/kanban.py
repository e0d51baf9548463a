"""A queue, or one person's tickets, in columns by status, with the limits of work in progress (T-20)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Q

from .. import limits, workflow
from ..models import Ticket, WipLimit
from ..states import LIVE, Status
from .moves import moves_open_to

RESOLVED_FOR = timedelta(days=7)
SHOWN = 300
COLUMNS = (*LIVE, Status.RESOLVED.value)


@dataclass(frozen=True)
class Way:
    """A move that is open to whoever looks: `direct` when there is nothing to fill in."""

    name: str
    label: str
    to: str

    @property
    def direct(self) -> bool:
        return self.name == "start"


@dataclass
class Column:
    """`count`: all tickets that stand here, of which the most urgent are shown."""

    status: str
    count: int
    limit: WipLimit | None = None
    held: int = 0
    cards: list = field(default_factory=list)

    @property
    def label(self) -> str:
        return Status(self.status).label

    @property
    def over(self) -> bool:
        return self.limit is not None and self.held > self.limit.most

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Load:
    """What an analyst holds where a limit counts it."""

    name: str
    held: int
    limit: WipLimit

    @property
    def over(self) -> bool:
        return self.held > self.limit.most


def on_board(seen, now: datetime):
    """What stands on a board: everything live, and what was resolved in the last week."""
    return seen.counted().filter(Q(status__in=LIVE) | Q(status=Status.RESOLVED, resolved_at__gt=now - RESOLVED_FOR))


def columns(tickets, queue) -> list[Column]:
    """One for each status, counted; with the queue's limits where a queue is looked at."""
    counted = dict(tickets.order_by().values_list("status").annotate(Count("pk")))
    found = {limit.status: limit for limit in column_limits(queue)} if queue else {}
    return [
        Column(status, counted.get(status, 0), limit, held(limit) if limit else 0)
        for status in COLUMNS
        for limit in [found.get(status)]
    ]


def column_limits(queue):
    """Of the queue itself rather than of all its team's."""
    return limits.of_queue(queue).exclude(status="").order_by("-team")


def held(limit) -> int:
    return limits.within(limit).filter(status=limit.status).count()


def loads(queue) -> list[Load]:
    """Everybody who holds something where a limit counts what each analyst holds, the fullest first."""
    found = []
    for limit in limits.of_queue(queue).filter(status=""):
        owned = limits.within(limit).exclude(owner=None).values_list("owner__name").annotate(Count("pk"))
        found += [Load(name, count, limit) for name, count in owned]
    return sorted(found, key=lambda one: (-one.held / one.limit.most, one.name))


def ways(pks, by) -> dict[int, list[Way]]:
    """Where each of these tickets may go next."""
    tickets = Ticket.objects.filter(pk__in=pks).select_related("queue", "type")
    return {ticket.pk: [way(name) for name in moves_open_to(ticket, by) if shown(name)] for ticket in tickets}


def shown(name) -> bool:
    return workflow.MOVES[name].target.value in COLUMNS


def way(name) -> Way:
    arrow = workflow.MOVES[name]
    return Way(name, arrow.label, arrow.target.value)
