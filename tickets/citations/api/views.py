"""Articles on tickets: the same actions as the page's."""

from django.http import Http404

from kb.articles.queries import reading
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.mask import mask_person
from supportdesk.api.errors import malformed
from supportdesk.api.lookups import missing
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer, nothing
from tickets.desk.models import Ticket

from .. import queries
from ..actions.cite import cite, uncite
from ..actions.write_up import write_up
from ..models import Citation
from . import shapes, told

READ, WRITE = "tickets:read", "tickets:write"


class TicketView(ApiView):
    def ticket(self, pk):
        found = Ticket.objects.visible_to(self.viewer).filter(pk=pk).first() if self.viewer.serves else None
        if found is None:
            raise Http404
        return found

    def by(self):
        return Actor(self.viewer, "api")

    def shown(self, one):
        person = {"id": one.by_id, "name": mask_person(self.viewer, one.by).name}
        about = {"article": one.article.current.pk, "reference": one.article.reference, "title": one.article.title}
        return {"id": one.pk, "role": one.role, "number": one.number, "by": person, "at": one.at} | about


class TicketArticles(TicketView):
    """What solved it, was sent, was consulted, or was written from it."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.CitationIn}
    tells = {"GET": (200, page_of(told.Citation, cursors=False)), "POST": (201, told.Citation)}

    def get(self, request, pk):
        rows = queries.of_ticket(self.ticket(pk))
        return answer({"results": [self.shown(one) for one in rows]})

    def post(self, request, pk):
        ticket, given = self.ticket(pk), read(shapes.CitationIn, request)
        article = reading.article(self.viewer, given["article"])
        if article is None:
            raise missing("article")
        return answer(self.shown(cite(ticket, by=self.by(), article=article, role=given["role"])), 201)


class OneTicketArticle(TicketView):
    """Taken off, it is not counted either."""

    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, citation_pk):
        found = Citation.objects.visible_to(self.viewer).filter(ticket=self.ticket(pk), pk=citation_pk).first()
        if found is None:
            raise Http404
        uncite(found, by=self.by())
        return nothing()


class TicketWriteUp(TicketView):
    """A draft with what the ticket says, without the people in it."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.WriteUpIn}
    tells = {"POST": (201, told.WrittenUp)}

    def post(self, request, pk):
        made = write_up(self.ticket(pk), by=self.by(), **read(shapes.WriteUpIn, request))
        body = {"article": made.pk, "reference": made.reference, "title": made.title}
        return answer(body, 201, Location=f"/api/v1/articles/{made.pk}")


class Gaps(ApiView):
    """What is missing, of the last days; ninety without."""

    scopes = {"GET": READ}
    parameters = frozenset({"days"})
    query = (parameter("days", schema={"type": "integer", "minimum": 1, "maximum": 3660}),)
    tells = {"GET": (200, told.Gaps)}

    def get(self, request):
        if not self.viewer.serves:
            raise Http404
        given = request.GET.get("days", "90")
        if not given.isdecimal() or not 0 < int(given[:6]) <= 3660:
            raise malformed("Say how many days: 1 to 3660.", "invalid", parameter="days")
        found = queries.gaps(self.viewer, self.now(request), int(given))
        counts = {name: [{"name": str(what), "count": number} for what, number in found[name]] for name in COUNTED}
        return answer(counts | {"unaided": found["unaided"], "over": found["over"]})


COUNTED = ("categories", "terms")
