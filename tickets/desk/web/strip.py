"""The views of a queue: each is a name for a URL, and its figure counts exactly what the URL shows (T-19)."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import CharField, Value
from django.utils import timezone

from ..queries import health

SHOWN = 200


@dataclass(frozen=True)
class View:
    key: str
    label: str
    url: str
    count: int
    chosen: bool

    @property
    def figure(self):
        return f"{SHOWN}+" if self.count > SHOWN else str(self.count)


def tiles():
    """Those of the health board, and those that depend on the day."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    week = today - timedelta(days=today.weekday())
    return (
        health.Tile("all", "All open", (("status", "live"),)),
        health.Tile("mine", "Mine by deadline", (("status", "live"), ("owner", "me"), ("order", "due"))),
        *health.TILES,
        health.Tile("breached", "Breached today", (("breached_since", today.isoformat()),)),
        health.Tile("reopened", "Reopened this week", (("reopened_since", week.isoformat()),)),
    )


def views(tickets, request):
    """One statement for all figures, each counted up to a cap: the cost does not grow with the desk."""
    offered = tiles()
    named = [
        health.filtered(tickets, tile, request)
        .order_by()
        .values_list(Value(tile.key, output_field=CharField()), flat=True)[: SHOWN + 1]
        for tile in offered
    ]
    counts = {}
    for key in named[0].union(*named[1:], all=True):
        counts[key] = counts.get(key, 0) + 1
    scope = [("queue", pk) for pk in request.GET.getlist("queue")]
    here = chosen(offered, request)
    return [
        View(tile.key, tile.label, urlencode([*tile.query, *scope]), counts.get(tile.key, 0), tile.key == here)
        for tile in offered
    ]


def chosen(offered, request):
    """The view whose URL this is, whatever queue it is narrowed to."""
    asked = {(name, value) for name, value in request.GET.items() if value and name not in ("queue", "page")}
    if not asked:
        return "all"
    return next((tile.key for tile in offered if set(tile.query) == asked), None)
