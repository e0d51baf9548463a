"""What belongs to an incident: parts that people have, entries, tickets and impact."""

from supportdesk.api.pages import PARAMETERS
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.files.access import link_for
from tickets.desk.models import Ticket

from ..actions import enter, impact, link, roles, unlink
from ..models import EntryFile
from ..queries.impact import impact as impact_of
from . import shapes, shown, told
from .base import READ, WRITE, IncidentView, person

LISTED = {"GET": READ, "POST": WRITE}


class IncidentRoles(IncidentView):
    """Who has which part, who had it, and what is offered. Given to another, it is theirs once they accept."""

    scopes = LISTED
    parameters = PARAMETERS
    shapes = {"POST": shapes.IncidentRoleIn}
    tells = {"GET": (200, page_of(told.IncidentRole)), "POST": (201, told.IncidentRole)}

    def get(self, request, pk):
        return self.listing(self.found(pk).roles.select_related("person", "given_by"), shown.role)

    def post(self, request, pk):
        one, given = self.found(pk), read(shapes.IncidentRoleIn, request)
        to = person(self.viewer, given["to"], "to")
        return answer(shown.role(roles.give_role(one, by=self.by(), role=given["role"], to=to), self.viewer), 201)


class IncidentRoleAnswer(IncidentView):
    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.IncidentRoleAnswerIn}
    tells = {"POST": (200, told.IncidentRole)}

    def post(self, request, pk, span_pk):
        span = self.part(self.found(pk).roles, span_pk)
        accepts = read(shapes.IncidentRoleAnswerIn, request)["answer"] == "accept"
        answered = (roles.accept_role if accepts else roles.decline_role)(span, by=self.by())
        return answer(shown.role(answered, self.viewer))


class IncidentEntries(IncidentView):
    """The timeline, by the instants at which things happened. A closed incident takes addenda alone."""

    scopes = LISTED
    parameters = PARAMETERS
    shapes = {"POST": shapes.IncidentEntryIn}
    tells = {"GET": (200, page_of(told.IncidentEntry)), "POST": (201, told.IncidentEntry)}

    def get(self, request, pk):
        rows = self.found(pk).entries.select_related("author").prefetch_related("files__file")
        return self.listing(rows, shown.entry)

    def post(self, request, pk):
        one = self.found(pk)
        written = enter.enter(one, by=self.by(), **read(shapes.IncidentEntryIn, request))
        return answer(shown.entry(written, self.viewer), 201)


class EntryFileLink(IncidentView):
    """A link to a file of the timeline, for this token and for a moment."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.EntryFileLink)}

    def get(self, request, pk, entry_file_pk):
        rows = EntryFile.objects.filter(entry__incident=self.found(pk))
        one = self.part(rows.none() if self.viewer.sits_lightly else rows, entry_file_pk)
        link = link_for(request, "incident", one.pk)
        url = request.build_absolute_uri(f"/api/v1/files/content/{link.signed()}")
        return answer({"url": url, "expires_at": link.expires_at()})


class OneIncidentEntry(IncidentView):
    """One's own words, put right before the incident is closed."""

    scopes = {"PATCH": WRITE}
    shapes = {"PATCH": shapes.IncidentEntryChangeIn}
    tells = {"PATCH": (200, told.IncidentEntry)}

    def patch(self, request, pk, entry_pk):
        written = self.part(self.found(pk).entries, entry_pk)
        enter.edit_entry(written, by=self.by(), **read(shapes.IncidentEntryChangeIn, request))
        return answer(shown.entry(written, self.viewer))


class IncidentTickets(IncidentView):
    """Its tickets, as far as one may know of them. Posted, up to 2,000 are linked at once: what cannot join is
    answered in words and does not hold up the others."""

    scopes = LISTED
    parameters = PARAMETERS
    shapes = {"POST": shapes.IncidentTicketsIn}
    tells = {"GET": (200, page_of(told.IncidentChild)), "POST": (200, told.LinkedTickets)}

    def get(self, request, pk):
        seen = Ticket.objects.visible_to(self.viewer).order_by().values("pk")
        links = self.found(pk).links.live().filter(ticket__in=seen).select_related("linked_by")
        return self.listing(links, shown.child)

    def post(self, request, pk):
        done = link.link(self.found(pk), by=self.by(), **read(shapes.IncidentTicketsIn, request))
        refused = [{"ticket": number, "why": why} for number, why in sorted(done.refused.items())]
        made = sorted(one.ticket_id for one in done.made)
        return answer({"linked": made, "already": done.already, "refused": refused})


class IncidentTicketEnd(IncidentView):
    """It does not belong to it after all."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.IncidentReasonIn}
    tells = {"POST": (200, told.OneIncident)}

    def post(self, request, pk, ticket_pk):
        one = self.found(pk)
        ticket = self.part(Ticket.objects.visible_to(self.viewer), ticket_pk)
        unlink.unlink(one, ticket=ticket, by=self.by(), **read(shapes.IncidentReasonIn, request))
        return self.told(pk)


class IncidentImpact(IncidentView):
    """Counted from its tickets; what somebody knows better stands beside it, with the reason."""

    scopes = LISTED
    shapes = {"POST": shapes.ImpactIn}
    tells = {"GET": (200, told.IncidentImpact), "POST": (200, told.IncidentImpact)}

    def get(self, request, pk):
        return self.counted(self.found(pk))

    def post(self, request, pk):
        one = self.found(pk)
        impact.capture_impact(one, by=self.by(), **read(shapes.ImpactIn, request))
        return self.counted(one)

    def counted(self, one):
        figures, lines = impact_of(one)
        told_lines = [shown.line(each, self.viewer) for each in lines]
        return answer({"tickets": figures["tickets"], "lines": told_lines})
