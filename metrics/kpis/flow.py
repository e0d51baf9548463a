"""How work flows: what is open at an instant and by what, and where the time went (MET-23)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from metrics.facts.models import Stay
from tickets.desk.models import Ticket
from tickets.desk.states import Status, WaitingReason

from . import whose
from .filters import EVERYTHING, Filters
from .kpi import masked

AGES = (("3", "under 3 days", 0, 3), ("7", "3 to 7 days", 3, 7), ("14", "7 to 14 days", 7, 14))
OLDER = (("30", "14 to 30 days", 14, 30), ("older", "over 30 days", 30, None))
BANDS = AGES + OLDER
FIELDS = {"priority": "priority", "queue": "queue_id", "status": "status", "waiting": "waiting", "owner": "owner_id"}
LEFT_OUT = masked(("X1", "X2"))


@dataclass(frozen=True)
class Bucket:
    """`key` is what the address says, `words` what people read where no row of another table has a name for it."""

    key: Any
    words: str
    count: int


def standing(viewer, filters: Filters):
    whose.require(viewer, filters)
    found = Stay.objects.filter(filters.condition(person="owner_id"))
    found = found.annotate(flags=F("apart").bitand(LEFT_OUT)).filter(flags=0)
    return found if viewer.is_system else found.filter(ticket_id__in=Ticket.objects.visible_to(viewer).values("pk"))


def open_at(viewer, at, filters: Filters = EVERYTHING):
    """One stay for each ticket that was open then."""
    return standing(viewer, filters).filter(Q(until=None) | Q(until__gt=at), since__lte=at, live=True)


def backlog(viewer, at, filters: Filters = EVERYTHING, by: str | None = None) -> list[Bucket]:
    """How many were open then, in all or by one thing; the buckets together are the whole."""
    found = open_at(viewer, at, filters)
    if by is None:
        return [Bucket(None, "open", found.count())]
    if by == "age":
        counts = dict(found.values_list(band(at)).annotate(count=Count("pk")))
        return [Bucket(key, words, counts.get(key, 0)) for key, words, _, _ in BANDS]
    rows = found.values_list(FIELDS[by]).annotate(count=Count("pk")).order_by(FIELDS[by])
    return [Bucket(key, worded(by, key), count) for key, count in rows]


def backlog_rows(viewer, at, filters: Filters = EVERYTHING, by: str | None = None, key: Any = None):
    """The stays behind one bucket, oldest tickets first."""
    found = open_at(viewer, at, filters).order_by("opened_at", "pk")
    if by is None:
        return found
    if by == "age":
        return found.annotate(band=band(at)).filter(band=key)
    return found.filter(**{f"{FIELDS[by]}__isnull": True} if key is None else {FIELDS[by]: key})


def band(at):
    """Days of the wall clock since the opening (DEC-19)."""
    younger = [
        When(opened_at__gt=at - timedelta(days=most), then=Value(key)) for key, _, _, most in BANDS if most is not None
    ]
    return Case(*younger, default=Value(BANDS[-1][0]), output_field=CharField())


def worded(by, key) -> str:
    if by == "status":
        return Status(key).label
    if by == "waiting":
        return WaitingReason(key).label if key else "not waiting"
    return f"P{key}" if by == "priority" and key else ""


def time_in_state(viewer, span, filters: Filters = EVERYTHING) -> list[tuple[str, int]]:
    """Whole seconds that tickets spent in each state within the span; of one ticket they are its age (MET-23)."""
    within = standing(viewer, filters).filter(Q(until=None) | Q(until__gt=span.since), since__lt=span.until)
    begin = Greatest("since", Value(span.since))
    end = Least(Coalesce("until", Value(span.until)), Value(span.until))
    found = within.values("status").annotate(spent=Sum(end - begin))
    spent = {row["status"]: int(row["spent"].total_seconds()) for row in found}
    return [(status.value, spent[status.value]) for status in Status if status.value in spent]
