"""The health of the queues on one page (T-19)."""

from itertools import groupby

from django.http import QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET

from supportdesk import clock
from supportdesk.catalogue.models import Queue

from ..models import Ticket
from ..queries.board import board as figures_of
from .ticket import desk_only

GROUPS = {
    "state": "At a glance",
    "priority": "Priority",
    "age": "Age",
    "owner": "Load",
    "category": "Category",
}


@desk_only
@require_GET
def board(request):
    queues = list(Queue.objects.visible_to(request.user).offered())
    chosen = [queue for queue in queues if str(queue.pk) == request.GET.get("queue")]
    seen = Ticket.objects.visible_to(request.user)
    seen = seen.filter(queue=chosen[0]) if chosen else seen
    found = figures_of(seen, request.user, clock.now())
    narrow = tuple(("queue", str(queue.pk)) for queue in chosen)
    groups = [
        (key, GROUPS[key], [(figure, address((*figure.query, *narrow))) for figure in group])
        for key, group in groupby(found, key=lambda figure: figure.group)
    ]
    context = {"groups": groups, "queues": queues, "queue": request.GET.get("queue", "")}
    return render(request, "tickets/board.html", context)


def address(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query.urlencode()
