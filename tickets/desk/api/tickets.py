"""Tickets: the list, a new one, one to read, and its plain fields to change."""

from datetime import datetime

from django.db import transaction

from supportdesk.api import pages
from supportdesk.api.errors import Problem, malformed
from supportdesk.api.preconditions import not_modified, unchanged, version_seen
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, require_known

from ..actions.classify import UNCHANGED, classify
from ..actions.open import open_ticket
from ..actions.retitle import retitle
from ..filterset import PUBLIC, TicketFilter
from ..models import Ticket
from ..queries.front import front_queue
from . import lookups, shapes, shown, told
from .base import READ, WRITE, DeskView
from .parameters import FILTERS, filter_parameters

ORDERS = {
    "id": ("pk", int, False),
    "opened_at": ("opened_at", datetime, False),
    "activity_at": ("activity_at", datetime, False),
    "rank": ("rank", float, False),
    "due_at": ("due_at", datetime, True),
    "priority": ("priority", int, True),
}

PUBLIC_ORDERS = {name: ORDERS[name] for name in ("id", "opened_at")}


class Tickets(DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS | FILTERS
    orders = ORDERS
    query = tuple(filter_parameters())
    shapes = {"POST": shapes.OpenTicketIn}
    tells = {"GET": (200, page_of(told.Ticket)), "POST": (201, told.Ticket)}

    def get(self, request):
        visible = Ticket.objects.visible_to(request.user).select_related(*shown.RELATED)
        orders = self.orders if request.user.serves else PUBLIC_ORDERS
        if not request.user.serves:
            require_known(request, pages.PARAMETERS | PUBLIC)
        page = pages.page(request, filtered(request, visible), orders, default="-id")
        body = page.body(shown.tickets(page.rows, self.by(), self.now(request), request))
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def post(self, request):
        given = read(shapes.OpenTicketIn if request.user.serves else shapes.OwnTicketIn, request)
        queue, details = self.resolved(given)
        ticket = open_ticket(queue, by=self.by(), **details)
        return self.ticket_answer(ticket, 201, Location=f"/api/v1/tickets/{ticket.pk}")

    def resolved(self, given):
        """The queue, and everything else with the things in place of their names."""
        viewer = self.request.user
        named = given.pop("requester", None)
        requester = viewer if named is None else lookups.person(viewer, named, "requester")
        chosen = given.pop("queue", None)
        for name in lookups.KINDS:
            given[name] = lookups.offered(name, given.get(name))
        queue = front_queue(requester, given["type"]) if chosen is None else lookups.queue(viewer, chosen)
        if queue is None:
            raise lookups.missing("queue")
        given["tags"] = lookups.tags(given.get("tags", []))
        given["identifiers"] = [(one["kind"], one["value"]) for one in given.get("identifiers", [])]
        return queue, {"requester": requester, "channel": "api", **given}


class OneTicket(DeskView):
    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.ChangeTicketIn}
    tells = {"GET": (200, told.Ticket), "PATCH": (200, told.Ticket)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        ticket = self.found(pk)
        response = self.ticket_answer(ticket)
        return not_modified(response["ETag"]) if unchanged(request, response["ETag"]) else response

    def patch(self, request, pk):
        """One request is one change: with several fields either all of it happens or nothing."""
        ticket = self.found(pk)
        seen = version_seen(request)
        given = read(shapes.ChangeTicketIn, request)
        with transaction.atomic():
            self.change(ticket, seen, given)
        return self.ticket_answer(ticket)

    def change(self, ticket, seen, given):
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        if "title" in given:
            retitle(ticket, by=self.by(), seen=seen, title=given.pop("title"))
            seen = ticket.version
        if given:
            classify(ticket, by=self.by(), seen=seen, **classified(ticket, given))


def classified(ticket, given):
    """A value that the ticket has already may be sent back though it is retired since."""
    values = {"tags": lookups.tags(given["tags"]) if "tags" in given else UNCHANGED}
    for name in given.keys() & lookups.KINDS.keys():
        present = getattr(ticket, name)
        kept = present and given[name] in (present.pk, present.key)
        values[name] = present if kept else lookups.offered(name, given[name])
    return values


def filtered(request, tickets):
    """The page's own filters; a value that means nothing is refused, never ignored."""
    chosen = TicketFilter(request.GET, queryset=tickets, request=request)
    refuse_faults(chosen)
    return chosen.qs


def refuse_faults(chosen):
    if chosen.is_valid():
        return
    errors = [
        {"parameter": name, "code": "invalid", "detail": words}
        for name, said in chosen.errors.items()
        for words in said
    ]
    raise Problem(400, "invalid", "A filter has a value that it cannot have.", errors)
