"""The health of the queues in figures, each with the address of the tickets it counts (T-19, T-04)."""

from django.http import QueryDict

from supportdesk.api.errors import malformed
from supportdesk.api.schema import parameter
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.models import Queue
from supportdesk.numbers import whole

from ..models import Ticket
from ..queries.board import board
from . import told
from .base import READ, DeskView

IDS = {"type": "integer", "minimum": 1, "maximum": 2**63 - 1}


class Figures(DeskView):
    """What is open, by state, priority, age, owner and category; retired categories count in their successors."""

    scopes = {"GET": READ}
    parameters = frozenset({"queue"})
    query = (parameter("queue", "Only the tickets of this queue.", schema=IDS),)
    tells = {"GET": (200, page_of(told.Figure, cursors=False))}

    def get(self, request):
        self.require_desk()
        queue = chosen(request)
        seen = Ticket.objects.visible_to(request.user)
        seen = seen.filter(queue=queue) if queue else seen
        narrow = (("queue", str(queue.pk)),) if queue else ()
        return answer({"results": [shown(figure, narrow) for figure in board(seen, self.viewer, self.now(request))]})


def chosen(request):
    """The queue that was named, or none; one that is not there or may not be known of is no queue."""
    named = request.GET.get("queue")
    if named is None:
        return None
    visible = Queue.objects.visible_to(request.user)
    queue = visible.filter(pk=whole(named)).first()
    if queue is None:
        raise malformed("There is no such queue.", "does_not_exist", parameter="queue")
    return queue


def shown(figure, narrow):
    query = QueryDict(mutable=True)
    for name, value in (*figure.query, *narrow):
        query.appendlist(name, value)
    return {
        "group": figure.group,
        "key": figure.key,
        "label": figure.label,
        "count": figure.count,
        "more": figure.more,
        "_links": {"tickets": f"/api/v1/tickets?{query.urlencode()}", "html": f"/tickets/?{query.urlencode()}"},
    }
