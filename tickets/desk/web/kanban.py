"""The board in columns (T-20): cards go on by a menu, by keys or by drag, through the ordinary moves."""

from django.core.exceptions import BadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from supportdesk import clock
from supportdesk.catalogue.models import Queue
from supportdesk.numbers import whole

from ..actions.moves import move
from ..models import Ticket
from ..queries import kanban as queries
from . import rows, shown
from .ticket import desk_only, seen_ticket

FORMS = {
    "triage": "ticket-triage",
    "resolve": "ticket-resolution",
    "close": "ticket-closure",
    "reopen": "ticket-reopening",
}


@desk_only
@require_GET
def kanban(request):
    return board(request, request.GET.get("queue", ""))


@desk_only
@require_POST
def card_move(request, pk):
    """What needs nothing filled in is done at once; everything else has its form."""
    ticket = seen_ticket(request, pk)
    name, queue = (request.POST.get(each, "") for each in ("action", "queue"))
    seen = whole(request.POST.get("seen"), digits=9)
    if seen is None:
        raise BadRequest("The version that was looked at is missing")
    if name != "start":
        return redirect(form_of(pk, name))
    move(ticket, by=shown.actor(request), seen=seen, action=name)
    if request.htmx:
        return board(request, queue)
    return redirect(f"{reverse('kanban')}?queue={queue}" if whole(queue) else reverse("kanban"))


def form_of(pk, name):
    if name in FORMS:
        return reverse(FORMS[name], args=[pk])
    return f"{reverse('ticket-moves', args=[pk])}?action={name}"


def board(request, named):
    """The columns of a queue, or of one's own tickets."""
    viewer, now = request.user, clock.asked(request.user)
    queues = list(Queue.objects.visible_to(viewer).offered().select_related("team"))
    queue = next((one for one in queues if str(one.pk) == named), None)
    seen = Ticket.objects.visible_to(viewer)
    tickets = queries.on_board(seen.filter(queue=queue) if queue else seen.filter(owner=viewer), now)
    columns = queries.columns(tickets, queue)
    fill(columns, rows.rows(tickets, viewer, stop=queries.SHOWN))
    ways = queries.ways([card.pk for column in columns for card in column.cards], shown.actor(request))
    context = {
        "columns": columns,
        "ways": ways,
        "form_of": form_of,
        "loads": queries.loads(queue) if queue else [],
        "queues": queues,
        "queue": queue,
    }
    fragment = request.htmx and request.headers.get("HX-Target", "").endswith("kanban")
    return render(request, "tickets/_kanban.html" if fragment else "tickets/kanban.html", context)


def fill(columns, found):
    by_status = {column.status: column for column in columns}
    for row in found:
        by_status[row.status].cards.append(row)
