"""Tickets that came to the wrong place, by what sent them there (T-22). A figure counts exactly the tickets that its
address lists."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from tickets.desk.models import Ticket

from ..models import Bounce, Decision

BY = {
    "rule": ("Rule", "rule__number"),
    "queue": ("Queue", "queue"),
    "category": ("Category", "category"),
    "component": ("Component", "component"),
}


@dataclass(frozen=True)
class Figure:
    """`of`: how many tickets the rule has routed in the period."""

    by: str
    key: str
    label: str
    count: int
    of: int | None = None

    @property
    def share(self):
        return round(100 * self.count / self.of) if self.of else None


def bounces(viewer, since: datetime, until: datetime):
    """In the period, of tickets that one may see."""
    return Bounce.objects.filter(at__gte=since, at__lt=until, ticket__in=Ticket.objects.visible_to(viewer))


def narrowed(found, by, key):
    """Those that a figure counts."""
    column = BY[by][1]
    return found.filter(**({column: key} if key is not None else {f"{column}__isnull": True}))


def tickets(found):
    return Ticket.objects.filter(pk__in=found.values("ticket")).select_related("queue", "requester").order_by("-id")


def report(viewer, since, until) -> list[Figure]:
    """Counted in tickets, not in bounces: what went back and forth three times is one ticket."""
    found = bounces(viewer, since, until)
    routed = counted(routes(viewer, since, until), "rule__number")
    figures = []
    for by, (_, column) in BY.items():
        for key, count in sorted(counted(found, column).items(), key=lambda pair: (-pair[1], str(pair[0]))):
            of = routed.get(key) if by == "rule" and key is not None else None
            figures.append(Figure(by, "none" if key is None else str(key), label(found, by, key), count, of))
    return figures


def routes(viewer, since, until):
    seen = Ticket.objects.visible_to(viewer)
    return Decision.objects.filter(rule__isnull=False, at__gte=since, at__lt=until, ticket__in=seen)


def counted(rows, column):
    return dict(rows.order_by().values_list(column).annotate(Count("ticket", distinct=True)))


def label(found, by, key):
    if key is None:
        return "Sent there by a person" if by == "rule" else "None"
    if by == "rule":
        return f"Rule {key}"
    return str(getattr(found.filter(**{by: key}).select_related(by).first(), by))
