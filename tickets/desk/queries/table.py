"""Values of columns: one statement for the tickets, one for their tags, whatever their number."""

from itertools import islice

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from supportdesk.accounts.mask import requester_name

from ..columns import COLUMNS, head
from ..models import Ticket, TicketClock
from ..states import paused

TOGETHER = 500


def lines(tickets, names, person, *, keys, start=0, stop=None):
    """The columns' values in words for each ticket, as a stream: its number and a tuple."""
    columns = [COLUMNS[name] for name in names]
    paths = {column.name: path_of(column, person) for column in columns if column.path}
    if person.sits_lightly:
        tickets = tickets.annotate(veiled=Concat(Value(requester_name("")), Cast("requester_id", CharField())))
    found = tickets.order_by(*keys).values("pk", *paths.values())[start:stop].iterator(chunk_size=TOGETHER)
    while some := list(islice(found, TOGETHER)):
        named = tags([one["pk"] for one in some]) if "tags" in names else {}
        held = held_clocks([one["pk"] for one in some if one["due_at"] is None]) if "due" in names else {}
        for one in some:
            values = {**{name: one[path] for name, path in paths.items()}, "tags": named.get(one["pk"], ())}
            if one["pk"] in held:
                values["due"] = held[one["pk"]]
            yield one["pk"], tuple(word(column, values[column.name]) for column in columns)


def path_of(column, person):
    """A light seat reads requesters by number (ROLE-06)."""
    return "veiled" if column.name == "requester" and person.sits_lightly else column.path


def heads(pks, group):
    """What each of these tickets stands under."""
    return {
        pk: head(group, value) for pk, value in Ticket.objects.filter(pk__in=pks).values_list("pk", COLUMNS[group].path)
    }


def word(column, value):
    if column.name == "reference":
        return f"T-{value}"
    return " ".join(value) if column.name == "tags" else column.said(value)


def held_clocks(pks):
    """Where nothing runs and something is held, that and why, instead of an instant (SLA-12)."""
    clocks = TicketClock.objects.filter(ticket__in=pks, stopped_at=None, since=None).order_by("-pk")
    return {pk: paused(reason) for pk, reason in clocks.values_list("ticket_id", "held_reason")} if pks else {}


def tags(pks):
    named: dict[int, list[str]] = {}
    tagged = Ticket.tags.through.objects.filter(ticket__in=pks).order_by("tag__name")
    for pk, name in tagged.values_list("ticket_id", "tag__name") if pks else ():
        named.setdefault(pk, []).append(name)
    return named
