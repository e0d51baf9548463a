"""Known errors over REST, and what is known beside a ticket."""

from collections.abc import Callable
from typing import Any

from django.http import Http404

from supportdesk.api import pages
from supportdesk.api.preconditions import version_seen
from supportdesk.api.rows import RowsView
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing
from tickets.desk.models import Ticket

from ..actions.flag import flag_recurring
from ..actions.meet import meet, part
from ..actions.offer import answer_offer, offer_workaround
from ..actions.record_error import check_error, edit_error, publish_error, record_error
from ..actions.turn_error import turn_error
from ..queries import finding, lists
from ..queries.beside import of_ticket
from . import shapes, shown, told
from .base import READ, WORDS, WRITE, ProblemView, found, said_in


class ErrorView(ProblemView):
    def told_error(self, pk, status=200, **headers):
        one = self.known_error(pk)
        return answer(shown.known_error(one), status, ETag=f'"{one.version}"', **headers)


class KnownErrors(RowsView, ErrorView):
    """`q`: those that say it, or have it among their codes."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.KnownErrorIn}
    tells = {"GET": (200, page_of(told.KnownError)), "POST": (201, told.KnownError)}
    default_order = "-id"
    parameters = pages.PARAMETERS | {"q"}
    query = (WORDS,)

    def rows(self):
        return said_in(self.request, lists.known_errors(self.viewer), finding.known_errors)

    def shown(self, one):
        return shown.known_error(one)

    def post(self, request):
        made = record_error(by=self.by(), **self.named(read(shapes.KnownErrorIn, request)))
        return self.told_error(made.pk, 201, Location=f"/api/v1/known-errors/{made.pk}")


class OneKnownError(ErrorView):
    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.ChangeKnownErrorIn}
    tells = {"GET": (200, told.KnownError), "PATCH": (200, told.KnownError)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told_error(pk)

    def patch(self, request, pk):
        one, seen = self.known_error(pk), version_seen(request)
        edit_error(one, by=self.by(), seen=seen, **self.named(read(shapes.ChangeKnownErrorIn, request)))
        return self.told_error(pk)


class ErrorStatus(ErrorView):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.KnownErrorStatusIn}
    tells = {"POST": (200, told.KnownError)}
    versioned = ("POST",)

    def post(self, request, pk):
        one, seen = self.known_error(pk), version_seen(request)
        turn_error(one, by=self.by(), seen=seen, **read(shapes.KnownErrorStatusIn, request))
        return self.told_error(pk)


class ErrorStep(ErrorView):
    """One press: it needs nothing."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.KnownError)}
    action: Callable[..., Any]

    def post(self, request, pk):
        read(NothingIn, request)
        self.action(self.known_error(pk), by=self.by())
        return self.told_error(pk)


class Publication(ErrorStep):
    action = staticmethod(publish_error)


class Check(ErrorStep):
    action = staticmethod(check_error)


class Offers(ErrorView):
    """The workaround offered to the tickets that are linked: each owner answers."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"GET": (200, told.OffersTold), "POST": (200, told.OffersTold)}

    def get(self, request, pk):
        return answer({"results": [shown.offer(one) for one in offers_seen(self.known_error(pk), self.viewer)]})

    def post(self, request, pk):
        read(NothingIn, request)
        one = self.known_error(pk)
        offer_workaround(one, by=self.by())
        return answer({"results": [shown.offer(row) for row in offers_seen(one, self.viewer)]})


class OfferAnswer(ErrorView):
    """By the owner of the ticket alone."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.WorkaroundAnswerIn}
    tells = {"POST": (200, told.OfferTold)}

    def post(self, request, pk, offer_pk):
        row = found(offers_seen(self.known_error(pk), self.viewer), offer_pk)
        return answer(shown.offer(answer_offer(row, by=self.by(), **read(shapes.WorkaroundAnswerIn, request))))


def offers_seen(one, viewer):
    seen = Ticket.objects.visible_to(viewer).order_by().values("pk")
    return one.offers.filter(ticket__in=seen).select_related("ticket", "known_error")


class BesideTicket(ProblemView):
    """What is known of a ticket (T-17); a known error is linked by its id."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.MetIn}
    tells = {"GET": (200, told.BesideTold), "POST": (201, told.BesideTold)}

    def get(self, request, pk):
        return answer(shown.beside(of_ticket(self.ticket(pk), self.viewer)))

    def post(self, request, pk):
        ticket = self.ticket(pk)
        one = self.known_error(read(shapes.MetIn, request)["known_error"])
        meet(one, by=self.by(), ticket=ticket)
        return answer(shown.beside(of_ticket(ticket, self.viewer)), 201)


class MetError(ProblemView):
    scopes = {"DELETE": WRITE}
    tells = {"DELETE": (204, None)}

    def delete(self, request, pk, known_error_pk):
        links = self.known_error(known_error_pk).links.present().select_related("ticket", "known_error")
        link = links.filter(ticket=self.ticket(pk)).first()
        if link is None:
            raise Http404
        part(link, by=self.by())
        return nothing()


class Recurring(ProblemView):
    """“Looks recurring” (T-39)."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.RecurringIn}
    tells = {"POST": (201, told.BesideTold)}

    def post(self, request, pk):
        ticket = self.ticket(pk)
        given = {"evidence": ""} | read(shapes.RecurringIn, request)
        flag_recurring(ticket, by=self.by(), **given)
        return answer(shown.beside(of_ticket(ticket, self.viewer)), 201)
