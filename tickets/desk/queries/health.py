"""Queue health (T-19): every figure is a filter, so that it opens exactly the tickets it counts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from ..filters import TicketFilter
from . import lists


@dataclass(frozen=True)
class Tile:
    """A figure, its name and the query string that opens its tickets."""

    key: str
    label: str
    query: tuple[tuple[str, str], ...]

    @property
    def url(self) -> str:
        return urlencode(self.query)


TILES = (
    Tile("new", "New", (("status", "new"),)),
    Tile("unowned", "Unowned", (("status", "live"), ("owner", "none"))),
    Tile("overdue", "Overdue", (("status", "live"), ("due", "overdue"))),
    Tile("at_risk", "At risk", (("status", "live"), ("due", "at_risk"))),
    Tile("waiting", "Waiting", (("status", "waiting"),)),
    Tile("waiting_over", "Waiting too long", (("status", "waiting"), ("waiting_over", "true"))),
)


def figures(tickets, request) -> list[tuple[Tile, int]]:
    """Tile and count, counted up to the cap of `lists.count`."""
    return [(tile, lists.count(filtered(tickets, tile, request))) for tile in TILES]


def filtered(tickets, tile, request):
    return TicketFilter(QueryDict(tile.url), queryset=tickets, request=request).qs
