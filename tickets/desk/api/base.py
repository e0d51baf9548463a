"""What every view of tickets shares: finding the ticket, who acts, and what is said afterwards."""

from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api.preconditions import etag
from supportdesk.api.views import ApiView, answer
from supportdesk.errors import Conflict

from ..models import Ticket
from . import shown

READ, WRITE = "tickets:read", "tickets:write"
PUBLIC_FIELDS = frozenset({"title", "status"})


class DeskView(ApiView):
    def by(self):
        return Actor(self.viewer, "api")

    def found(self, pk, *, related=shown.RELATED):
        """The ticket, or 404 whether it does not exist or may not be known of."""
        visible = Ticket.objects.visible_to(self.viewer).filter(pk=pk)
        ticket = next(iter(visible.select_related(*related) if related else visible), None)
        if ticket is None:
            raise Http404
        return ticket

    def require_desk(self):
        """What only the desk has does not exist for a requester."""
        if not self.viewer.serves:
            raise Http404

    def handle_exception(self, exc):
        """What changed meanwhile is told a requester only as far as it is public, and a light seat not by whom."""
        if isinstance(exc, Conflict) and self.request.user.is_authenticated and self.request.user.sits_lightly:
            exc.changes = []
        if isinstance(exc, Conflict) and not self.viewer.serves:
            exc.changes = [change for change in exc.changes if change["field"] in PUBLIC_FIELDS]
        return super().handle_exception(exc)

    def ticket_answer(self, ticket, status=200, **headers):
        """The ticket as this person sees it, with the ETag to change it by."""
        body = shown.ticket(ticket, self.by(), self.now(self.request), self.request)
        return answer(body, status, ETag=etag(ticket.version, body["last_event"]), **headers)
