"""Pages by cursor: a page begins after the last row of the one before, however much was added meanwhile."""

import base64
import json
import math
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.dateparse import parse_datetime

from supportdesk.api.errors import malformed
from supportdesk.numbers import whole

PARAMETERS = frozenset({"cursor", "page_size", "ordering"})
SIZE, LARGEST_SIZE = 50, 100
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Order:
    """What to order by; the id decides between equals, and rows without a value come last in either direction."""

    name: str = "pk"
    kind: type = int
    nullable: bool = False
    descending: bool = False

    def keys(self, *, backwards):
        down = self.descending != backwards
        last = "-pk" if down else "pk"
        if self.name == "pk":
            return [last]
        nulls = {"nulls_first" if backwards else "nulls_last": True} if self.nullable else {}
        return [F(self.name).desc(**nulls) if down else F(self.name).asc(**nulls), last]

    def beyond(self, value, pk, *, backwards):
        """The rows after this place, in the direction of reading."""
        past = "lt" if self.descending != backwards else "gt"
        later = Q(**{f"pk__{past}": pk})
        if self.name == "pk":
            return later
        missing = Q(**{f"{self.name}__isnull": True})
        if value is None:
            return (missing & later) | ~missing if backwards else missing & later
        following = Q(**{f"{self.name}__{past}e": value}) & (Q(**{f"{self.name}__{past}": value}) | later)
        return following | missing if self.nullable and not backwards else following


@dataclass(frozen=True)
class Place:
    """Where a page begins: beside a row, forwards or backwards."""

    ordering: str
    backwards: bool
    value: object
    pk: int

    def written(self):
        value = self.value.isoformat() if isinstance(self.value, datetime) else self.value
        text = json.dumps([self.ordering, int(self.backwards), value, self.pk], separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Page:
    rows: list
    next: str | None
    previous: str | None

    def body(self, results):
        return {"results": results, "next": self.next, "previous": self.previous}

    def link(self):
        named = (("next", self.next), ("prev", self.previous))
        return ", ".join(f'<{address}>; rel="{name}"' for name, address in named if address)


def page(request, rows, orders, *, default):
    """One page of these rows. `orders` maps the names that may be asked for to what they order by."""
    ordering = request.GET.get("ordering", default)
    order = order_of(ordering, orders)
    size = size_of(request)
    place = place_of(request.GET.get("cursor"), ordering, order)
    backwards = bool(place and place.backwards)
    if place:
        rows = rows.filter(order.beyond(place.value, place.pk, backwards=backwards))
    found = list(rows.order_by(*order.keys(backwards=backwards))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return Page(
        found,
        next=(found and (more or backwards) and address(request, ordering, order, found[-1], backwards=False)) or None,
        previous=(
            found and (more if backwards else place) and address(request, ordering, order, found[0], backwards=True)
        )
        or None,
    )


def order_of(ordering, orders):
    name = ordering.removeprefix("-")
    if name not in orders or ordering.startswith("--"):
        known = ", ".join(sorted(orders))
        raise malformed(f"Order by one of {known}, with - for descending.", "unknown", parameter="ordering")
    name, kind, nullable = orders[name]
    return Order(name, kind, nullable, descending=ordering.startswith("-"))


def size_of(request):
    size = whole(request.GET.get("page_size", str(SIZE)), digits=3)
    if not size or size > LARGEST_SIZE:
        raise malformed(f"A page has 1 to {LARGEST_SIZE} rows.", "page_size", parameter="page_size")
    return size


def address(request, ordering, order, row, *, backwards):
    query = request.GET.copy()
    query["cursor"] = Place(ordering, backwards, getattr(row, order.name), row.pk).written()
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def place_of(cursor, ordering, order):
    if cursor is None:
        return None
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        of, backwards, value, pk = json.loads(written)
        place = Place(of, bool(backwards), value_of(value, order), pk)
    except (ValueError, TypeError, RecursionError, OverflowError):
        place = None
    if place is None or place.ordering != ordering or type(place.pk) is not int or not 0 <= place.pk <= LARGEST:
        raise malformed(
            "This cursor belongs to no page in this order. Begin without one.", "cursor", parameter="cursor"
        )
    return place


def value_of(value, order):
    """A cursor comes back from outside: only what this order could have written is taken."""
    if order.name == "pk" or (value is None and order.nullable):
        return value
    if order.kind is datetime:
        instant = parse_datetime(value)
        if instant is None or instant.tzinfo is None:
            raise ValueError(value)
        return instant
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(value)
    if abs(value) > LARGEST:
        raise ValueError(value)
    return order.kind(value)
