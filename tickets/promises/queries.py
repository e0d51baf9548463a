"""What came of a what-if: figures, and behind each exactly the breaches that it counts.

A figure counts everything. Whoever may not see a ticket is told that it is counted, and never which one it is.
"""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, Q

from tickets.desk.models import Ticket

from .models import WhatIf

GAINED = {"gained": True, "lost": False}
HEAT = 5  # shades of a cell
PAIR = {"more": Count("pk", filter=Q(gained=True)), "fewer": Count("pk", filter=Q(gained=False))}


@dataclass(frozen=True)
class Chosen:
    """Which of the differences: all, or those of one figure."""

    what: str = ""
    queue: int | None = None
    weekday: int | None = None
    hour: int | None = None

    def of(self, what_if):
        asked = {"queue": self.queue, "weekday": self.weekday, "hour": self.hour, "gained": GAINED.get(self.what)}
        return what_if.differences.filter(**{name: value for name, value in asked.items() if value is not None})


class QueueLine(NamedTuple):
    queue: int
    name: str
    gained: int
    lost: int


class Cell(NamedTuple):
    weekday: int
    hour: int
    breaches: int
    heat: int  # 0 is none, HEAT the most


def by_queue(what_if) -> list[QueueLine]:
    """The queue is the one in which the ticket lay when the promise was, or would have been, broken."""
    found = what_if.differences.values("queue", "queue__name").annotate(**PAIR).order_by("queue__name", "queue")
    return [QueueLine(one["queue"], one["queue__name"], one["more"], one["fewer"]) for one in found]


def by_hour(what_if, what) -> list[list[Cell]]:
    """24 rows of seven cells: the local hour and weekday at which the promise was, or would have been, broken."""
    found = what_if.differences.filter(gained=GAINED[what]).values("weekday", "hour").annotate(count=Count("pk"))
    counts = {(one["weekday"], one["hour"]): one["count"] for one in found.order_by()}
    most = max(counts.values(), default=0)
    return [[cell(day, hour, counts.get((day, hour), 0), most) for day in range(7)] for hour in range(24)]


def cell(weekday, hour, count, most) -> Cell:
    return Cell(weekday, hour, count, -(-HEAT * count // most) if most else 0)


def readable(differences, person):
    """Those on tickets that this person may see, and how many there are besides."""
    visible = differences.filter(ticket__in=Ticket.objects.visible_to(person))
    seen = visible.select_related("ticket", "queue").order_by("at", "id")
    return seen, differences.count() - visible.count()


def latest(limit=50):
    return WhatIf.objects.select_related("asked_by").order_by("-id")[:limit]


def next_to_answer():
    """The oldest under way: one after the other."""
    return WhatIf.objects.under_way().first()
