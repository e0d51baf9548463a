"""How many promises were kept: each that has ended, by goal. What is excepted is counted apart (SLA-08)."""

from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q

from tickets.sla.models import Goal

from ..models import TicketClock

# Of these a ticket has one in the end: what was taken up again, or undone, is told by the clock that went on.
ONCE = (Goal.ACKNOWLEDGE, Goal.FIRST_RESPONSE, Goal.RESOLUTION)
EXCEPTED = Q(excepted_until__gte=F("stopped_at"))


class Attainment(NamedTuple):
    goal: str
    met: int
    missed: int
    excepted: int

    @property
    def share(self) -> float | None:
        """Percent of what was met or missed."""
        counted = self.met + self.missed
        return 100 * self.met / counted if counted else None


def attainment(tickets) -> list[Attainment]:
    """Of these tickets, in the order of a ticket's life; a promise that was cancelled is none."""
    ended = TicketClock.objects.filter(ticket__in=tickets.order_by().values("pk"), stopped_at__isnull=False)
    later = TicketClock.objects.filter(ticket=OuterRef("ticket"), goal=OuterRef("goal"), pk__gt=OuterRef("pk"))
    ended = ended.exclude(Exists(later.filter(cancelled=False)), goal__in=ONCE)
    judged = Q(excepted_until=None) | Q(excepted_until__lt=F("stopped_at"))
    counted = (
        ended.filter(cancelled=False)
        .values_list("goal")
        .annotate(
            met=Count("pk", filter=judged & Q(breached_at=None)),
            missed=Count("pk", filter=judged & Q(breached_at__isnull=False)),
            excepted=Count("pk", filter=EXCEPTED),
        )
    )
    return sorted((Attainment(*row) for row in counted), key=lambda one: Goal.values.index(one.goal))
