"""What a ticket belongs to: links, and the identifiers it is found by."""

from django.http import Http404

from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from ..actions.identify import identify
from ..actions.link import link
from ..actions.unlink import unlink
from ..queries.details import details
from ..queries.links import links_of
from . import lookups, shapes, shown, told
from .base import READ, WRITE, DeskView


class Links(DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.LinkIn}
    tells = {"GET": (200, page_of(told.Link, cursors=False)), "POST": (201, told.Link)}

    def get(self, request, pk):
        """In both directions; of tickets that this person may not see, nothing."""
        self.require_desk()
        ticket = self.found(pk)
        links = links_of(ticket, request.user).select_related("ticket", "other", "made_by")
        return answer({"results": [shown.link(one, ticket, self.by()) for one in links]})

    def post(self, request, pk):
        ticket = self.found(pk)
        given = read(shapes.LinkIn, request)
        if "other" in given:
            given["other"] = lookups.ticket(request.user, given["other"], "other")
        made = link(ticket, by=self.by(), **given)
        return answer(shown.link(made, ticket, self.by()), 201, Location=f"/api/v1/tickets/{pk}/links/{made.pk}")


class OneLink(DeskView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, link_pk):
        ticket = self.found(pk)
        made = links_of(ticket, request.user).filter(ticket=ticket, pk=link_pk).first()
        if made is None or not self.by().person.serves:
            raise Http404
        unlink(ticket, by=self.by(), link=made)
        return nothing()


class Identifiers(DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.IdentifierIn}
    tells = {"GET": (200, page_of(told.Identifier, cursors=False)), "POST": (201, told.Identifier)}

    def get(self, request, pk):
        self.require_desk()
        ticket = self.found(pk)
        known = details([ticket.pk])[ticket.pk].identifiers
        return answer({"results": [shown.identifier(*one) for one in known]})

    def post(self, request, pk):
        made = identify(self.found(pk), by=self.by(), **read(shapes.IdentifierIn, request))
        return answer(shown.identifier(made.pk, made.kind, made.value), 201)
