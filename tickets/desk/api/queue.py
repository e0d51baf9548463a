"""Work as it comes: the next ticket of a queue, and search."""

from django.http import Http404

from supportdesk.api.errors import malformed
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.catalogue.models import Queue

from ..actions.assign import take_next
from ..models import Ticket
from ..queries.search import by_identifier, by_reference, by_words
from . import shapes, shown, told
from .base import READ, WRITE, DeskView

LONGEST = 200
MOST = 50
TEXT = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": r"\S"}


class Next(DeskView):
    """Take the most urgent ticket that nobody owns (T-18)."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.NothingIn}
    tells = {"POST": (200, told.Ticket)}

    def post(self, request, pk):
        queue = Queue.objects.visible_to(request.user).filter(pk=pk).first()
        if queue is None:
            raise Http404
        read(shapes.NothingIn, request)
        taken = take_next(queue, by=self.by())
        return self.ticket_answer(taken, Location=f"/api/v1/tickets/{taken.pk}")


class Search(DeskView):
    """By reference, by identifier, then by words: at most fifty (T-10)."""

    scopes = {"GET": READ}
    parameters = frozenset({"q"})
    query = (parameter("q", "A reference, an identifier, or words.", required=True, schema=TEXT),)
    tells = {"GET": (200, page_of(told.Ticket, cursors=False))}

    def get(self, request):
        text = request.GET.get("q", "").strip()
        if not 0 < len(text) <= LONGEST:
            raise malformed(f"Say what to look for, in 1 to {LONGEST} characters.", "required", parameter="q")
        ids = matching(request.user, text)
        visible = Ticket.objects.visible_to(request.user).filter(pk__in=ids).select_related(*shown.RELATED)
        by_id = {ticket.pk: ticket for ticket in visible}
        found = [by_id[pk] for pk in ids if pk in by_id]
        return answer({"results": shown.tickets(found, self.by(), self.now(request), request)})


def matching(person, text):
    exact = by_reference(person, text)
    if exact:
        return [exact.pk]
    same = list(by_identifier(person, text).values_list("pk", flat=True)[:MOST]) if person.serves else []
    return list(dict.fromkeys([*same, *by_words(person, text, limit=MOST)]))[:MOST]
