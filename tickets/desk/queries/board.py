"""The health of a queue in figures: states, priorities, ages, load per analyst, categories (T-19, T-04).

A figure is a name for an address: its query opens exactly the tickets it counts, on the page as over REST.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from supportdesk.catalogue.models import Category

from ..states import LIVE
from . import figures

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
OPEN = ("status", "live")
LEVELS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Figure:
    """`more`: there are more than the count, which has stopped at the cap."""

    group: str
    key: str
    label: str
    query: tuple
    count: int
    more: bool = False

    @property
    def said(self) -> str:
        return f"{self.count}{'+' if self.more else ''}"


def board(tickets, person, now: datetime) -> list[Figure]:
    """All figures of these tickets, in a handful of statements whatever their number. A day and a week
    begin where the reader is."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    live = tickets.filter(status__in=LIVE).order_by()
    return [
        *by_state(tickets, person, now, today),
        *by_priority_and_age(live, today),
        *by_owner(live),
        *by_category(live),
    ]


def by_state(tickets, person, now, today):
    """The same views, counted the same way, as the strip above the queue."""
    week = today - timedelta(days=today.weekday())
    counted = figures.counts(tickets, person, now, today, week)
    for key, label, query in figures.offered(today, week):
        shown = tuple(pair for pair in query if pair[0] != "order")
        yield Figure("state", key, label, shown, min(counted[key], figures.CAP), counted[key] > figures.CAP)


def by_priority_and_age(live, today):
    """What is not triaged yet has no priority and stands under New. Ages are bands that touch and do not overlap; they
    change at midnight, so that an address holds for a day."""
    week, month = today - WEEK, today - MONTH
    bands = (
        ("today", "Since midnight", today, None),
        ("week", "Up to a week", week, today),
        ("month", "Up to a month", month, week),
        ("older", "Older than a month", None, month),
    )
    asked = {f"p{level}": Q(priority=level) for level in LEVELS}
    asked |= {key: between(after, before) for key, _, after, before in bands}
    counted = live.aggregate(**{key: Count("pk", filter=condition) for key, condition in asked.items()})
    for level in LEVELS:
        yield Figure("priority", f"p{level}", f"P{level}", (OPEN, ("priority", str(level))), counted[f"p{level}"])
    for key, label, after, before in bands:
        limits = (("opened_after", after), ("opened_before", before))
        query = (OPEN, *((name, at.isoformat()) for name, at in limits if at))
        yield Figure("age", key, label, query, counted[key])


def between(after, before):
    return (Q(opened_at__gte=after) if after else Q()) & (Q(opened_at__lt=before) if before else Q())


def by_owner(live):
    """The load of everybody who has something to do, the heaviest first."""
    owned = live.exclude(owner=None).values_list("owner_id", "owner__name").annotate(load=Count("pk"))
    for pk, name, load in owned.order_by("-load", "owner__name", "owner_id"):
        yield Figure("owner", str(pk), name, (OPEN, ("owner", str(pk))), load)


def by_category(live):
    """A retired category counts in the one that took its place, and the address names both (T-04)."""
    known = {one.pk: one for one in Category.objects.select_related("parent")}
    parts = defaultdict(list)
    for one in known.values():
        parts[last(one, known)].append(one)
    counted = dict(live.exclude(category=None).values_list("category_id").annotate(Count("pk")))
    for category in sorted(parts, key=str):
        count = sum(counted.get(one.pk, 0) for one in parts[category])
        named = sorted(one.key for one in parts[category])
        if count or category.retired_at is None:
            query = (OPEN, *(("category", key) for key in named))
            yield Figure("category", category.key, str(category), query, count)


def last(category, known):
    """The end of the line of successors, without asking the database again."""
    while category.successor_id:
        category = known[category.successor_id]
    return category
