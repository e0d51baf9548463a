"""How a list stands: its order, its groups, and whether it is rows or a table of chosen columns."""

from dataclasses import dataclass

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_GET

from supportdesk import clock

from ..columns import ALWAYS, COLUMNS, GROUPS, LIMIT, USUAL, chosen, is_order
from ..csvs import written
from ..models import Ticket
from ..queries import table
from ..queries.lists import ORDERS
from . import rows
from .asking import STANDING, filter_of, query_without
from .ticket import desk_only


@dataclass(frozen=True)
class Head:
    """A column's head: its name, how it is sorted now, and the address that sorts by it."""

    label: str
    sorted: str
    query: str


@dataclass(frozen=True)
class Stand:
    order: str
    group: str
    columns: tuple[str, ...]

    @property
    def keys(self):
        """Groups first, then the order within."""
        groups = (COLUMNS[self.group].keys()[0],) if self.group else ()
        return (*groups, *keys_of(self.order))

    def shown(self, tickets, person, *, start, size):
        """What a page shows of these tickets, as rows or as lines of a table."""
        if self.columns:
            found = list(table.lines(tickets, self.columns, person, keys=self.keys, start=start, stop=start + size + 1))
            ids, names = [pk for pk, _ in found[:size]], {"lines": found[:size], "rows": []}
        else:
            found = rows.rows(tickets, person, order=self.keys, start=start, stop=start + size + 1)
            ids, names = [row.pk for row in found[:size]], {"lines": [], "rows": found[:size]}
        heads = table.heads(ids, self.group) if self.group and ids else {}
        return {**names, "ids": ids, "more": len(found) > size, "group_heads": heads, "group": self.group}


def keys_of(order):
    if order in ORDERS:
        return ORDERS[order]
    return COLUMNS[order.removeprefix("-")].keys(descending=order.startswith("-"))


def stand(request):
    """As the address says; what it says wrongly is left out."""
    order, group = request.GET.get("order", ""), request.GET.get("group", "")
    given = [value for value in request.GET.getlist("columns") if value]
    return Stand(
        order=order if is_order(order) else "rank",
        group=group if group in GROUPS else "",
        columns=chosen(given) if given else (),
    )


def heads(request, standing):
    """The heads of the table; a second press turns the order."""
    query = query_without(request, "order", "page")
    for name in standing.columns:
        column = COLUMNS[name]
        here = standing.order.removeprefix("-") == name
        down = here and standing.order.startswith("-")
        turned = f"-{name}" if here and not down else name
        way = ("descending" if down else "ascending") if here else "none"
        yield Head(column.label, way, f"{query}&order={turned}" if column.path else "")


def kept(request, *, without=()):
    """What a form must send along so that the list goes on standing as it does."""
    names = [name for name in ("queue", *STANDING) if name not in without]
    return [(name, value) for name in names for value in request.GET.getlist(name) if value]


@desk_only
@require_GET
def export(request):
    """What is shown, as a file: the same filter, order and columns, up to a limit."""
    chosen_tickets = filter_of(request, Ticket.objects.visible_to(request.user))
    standing = stand(request)
    names = standing.columns or (*ALWAYS, *USUAL)
    found = table.lines(chosen_tickets.qs, names, request.user, keys=standing.keys, stop=LIMIT + 1)
    return csv_answer(names, found)


def csv_answer(names, found):
    response = StreamingHttpResponse(written(names, found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tickets-{clock.now():%Y-%m-%d}.csv"'
    return response
