"""Work as it comes: the next ticket of a queue, and search."""

from django.http import Http404

from supportdesk.api.errors import malformed
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.views import answer, require_known
from supportdesk.catalogue.models import Queue

from ..actions.assign import take_next
from ..filterset import PUBLIC, TicketFilter
from ..models import Ticket
from ..queries import search
from ..queries.search import by_reference
from ..searching import FACETS, LOOKED_THROUGH, found
from . import shown, told
from .base import READ, WRITE, DeskView
from .parameters import FILTERS, filter_parameters
from .tickets import refuse_faults

LONGEST = 200
MOST = 50
TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}


class Next(DeskView):
    """Take the most urgent ticket that nobody owns (T-18)."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.Ticket)}

    def post(self, request, pk):
        queue = Queue.objects.visible_to(request.user).filter(pk=pk).first()
        if queue is None:
            raise Http404
        read(NothingIn, request)
        taken = take_next(queue, by=self.by())
        return self.ticket_answer(taken, Location=f"/api/v1/tickets/{taken.pk}")


class Search(DeskView):
    """A reference leads to its ticket; else exact identifiers first, then the latest whose words match, as far as the
    operators in `q` and the filters of the list hold for them. Fifty are told, the facets count all (T-10, T-40)."""

    scopes = {"GET": READ}
    parameters = FILTERS
    query = (
        parameter(
            "q", "A reference, an identifier, or words and operators as in the list.", required=True, schema=TEXT
        ),
        *(one for one in filter_parameters() if one.name != "q"),
    )
    tells = {"GET": (200, told.Search)}

    def get(self, request):
        if not request.user.serves:
            require_known(request, PUBLIC)
        text = request.GET.get("q", "").strip()
        if not 0 < len(text) <= LONGEST:
            raise malformed(f"Say what to look for, in 1 to {LONGEST} characters.", "required", parameter="q")
        ids = matching(request, text)
        visible = Ticket.objects.visible_to(request.user).filter(pk__in=ids[:MOST]).select_related(*shown.RELATED)
        by_id = {ticket.pk: ticket for ticket in visible}
        rows = [by_id[pk] for pk in ids[:MOST] if pk in by_id]
        body = {"results": shown.tickets(rows, self.by(), self.now(request), request)}
        body |= {"total": len(ids), "capped": len(ids) >= LOOKED_THROUGH}
        return answer(body | {"facets": facets(ids, self.now(request)) if request.user.serves else []})


def matching(request, text):
    exact = by_reference(request.user, text)
    if exact:
        return [exact.pk]
    asked = TicketFilter(request.GET, queryset=Ticket.objects.visible_to(request.user), request=request)
    refuse_faults(asked)
    return found(asked, request.user, text)


def facets(ids, now):
    """The desk's alone: a requester would read in them what the tickets have inside."""
    counted = search.facets(ids, now)
    return [
        {"parameter": parameter, "label": label, "options": [option(*one) for one in counted[name]]}
        for name, (label, parameter) in FACETS.items()
    ]


def option(value, count):
    named, label = value
    return {"value": str(named), "label": label or str(named), "count": count}
