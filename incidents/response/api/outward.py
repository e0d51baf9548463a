"""Updates of an incident, approved wording, what is announced, and a ticket that is flagged: the pages' actions."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.mask import mask_person
from supportdesk.api import lookups, pages
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.shapes import NothingIn, read
from supportdesk.api.told import page_of
from supportdesk.api.views import ApiView, answer
from supportdesk.catalogue.models import Component
from tickets.desk.models import Ticket

from ..actions.affected import say_affected
from ..actions.flag import flag
from ..actions.update import drop_update, send_update, write_update
from ..actions.wordings import keep_wording, retire_wording
from ..models import Incident, Update, UpdateTemplate
from ..queries import public
from ..queries.updates import pushes
from . import outward_shapes as shapes
from . import outward_told as told

READ, WRITE, ADMIN = "tickets:read", "tickets:write", "admin"


class Found(ApiView):
    def by(self):
        return Actor(self.viewer, "api")

    def incident(self, pk):
        return get_object_or_404(Incident.objects.visible_to(self.viewer), pk=pk)

    def card(self, person):
        return person and {"id": person.pk, "name": mask_person(self.viewer, person).name}

    def update_shown(self, one):
        same = ("audience", "state", "as_approved", "headline", "body", "next_at", "written_at", "sent_at")
        own = {"id": one.pk, "incident": one.incident_id, "template": one.template_id}
        people = {"written_by": self.card(one.written_by), "approved_by": self.card(one.approved_by)}
        return own | people | {name: getattr(one, name) for name in same}


class IncidentUpdates(Found):
    """Approved wording goes out as it is, to every ticket of the incident. Other words wait for whoever approves them:
    the answer is then `waiting`, and nothing has left the desk."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS
    shapes = {"POST": shapes.UpdateIn}
    tells = {"GET": (200, page_of(told.IncidentUpdate)), "POST": (201, told.IncidentUpdate)}

    def get(self, request, pk):
        rows = Update.objects.filter(incident=self.incident(pk)).select_related("written_by", "approved_by")
        page = pages.page(request, rows, self.orders, default="id")
        body = page.body([self.update_shown(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def post(self, request, pk):
        incident = self.incident(pk)
        given = read(shapes.UpdateIn, request)
        if "template" in given:
            given["template"] = lookups.one(UpdateTemplate.objects.offered(), given["template"], "template")
        made = write_update(incident, by=self.by(), **given)
        return answer(self.update_shown(made), 201, Location=f"/api/v1/incident-updates/{made.pk}")


class UpdateRows(Found, Rows):
    def rows(self):
        return Update.objects.visible_to(self.viewer).select_related("incident", "written_by", "approved_by")

    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)


class OneIncidentUpdate(UpdateRows):
    """With who has it, of the tickets that one may know of."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.OneIncidentUpdate)}

    def get(self, request, pk):
        one = self.found(pk)
        to = [
            {"ticket": each.ticket_id, "outcome": each.outcome, "words": each.words}
            for each in pushes(one, self.viewer)
        ]
        return answer(self.update_shown(one) | {"deliveries": to})


class UpdateSending(UpdateRows):
    """Send what waited, once it was granted."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.IncidentUpdate)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.update_shown(send_update(self.found(pk), by=self.by())))


class UpdateDrop(UpdateRows):
    """Need it no longer."""

    scopes = {"POST": WRITE}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.IncidentUpdate)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.update_shown(drop_update(self.found(pk), by=self.by())))


class IncidentAlerts(Found):
    """What monitoring said about it."""

    scopes = {"GET": READ}
    parameters = pages.PARAMETERS
    tells = {"GET": (200, page_of(told.Alert))}

    def get(self, request, pk):
        rows = self.incident(pk).alerts.select_related("source")
        page = pages.page(request, rows, self.orders, default="id")
        body = page.body([self.alert(one) for one in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))

    def alert(self, one):
        same = ("fingerprint", "status", "title", "text", "url", "severity", "times", "first_at", "last_at")
        sender = {"id": one.source_id, "name": one.source.name}
        return {"id": one.pk, "sender": sender} | {name: getattr(one, name) for name in same}


class WordingRows(Found, Rows):
    def rows(self):
        return UpdateTemplate.objects.visible_to(self.viewer)

    def shown(self, one):
        same = ("key", "version", "name", "headline", "body", "made_at", "retired_at")
        return {"id": one.pk} | {name: getattr(one, name) for name in same}

    def found(self, pk):
        return get_object_or_404(self.rows(), pk=pk)


class UpdateWordings(WordingRows, RowsView):
    """Those in force."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.WordingIn}
    tells = {"GET": (200, page_of(told.Wording)), "POST": (201, told.Wording)}

    def listed(self):
        return self.rows().offered()

    def post(self, request):
        made = keep_wording(None, by=self.by(), **read(shapes.WordingIn, request))
        return answer(self.shown(made), 201, Location=f"{request.path}/{made.pk}")


class OneUpdateWording(WordingRows, OneRowView):
    """Posted, the next version takes its place."""

    scopes = {"GET": READ, "POST": ADMIN}
    shapes = {"POST": shapes.WordingIn}
    tells = {"GET": (200, told.Wording), "POST": (201, told.Wording)}

    def post(self, request, pk):
        made = keep_wording(self.found(pk), by=self.by(), **read(shapes.WordingIn, request))
        return answer(self.shown(made), 201, Location=f"/api/v1/update-wordings/{made.pk}")


class UpdateWordingEnd(WordingRows):
    """Offer it no more."""

    scopes = {"POST": ADMIN}
    shapes = {"POST": NothingIn}
    tells = {"POST": (200, told.Wording)}

    def post(self, request, pk):
        read(NothingIn, request)
        return answer(self.shown(retire_wording(self.found(pk), by=self.by())))


class LiveIncidents(Found):
    """What is announced to a requester; at most five. Whoever works here reads /incidents."""

    scopes = {"GET": READ}
    tells = {"GET": (200, told.LiveIncidents)}

    def get(self, request):
        found = [] if self.viewer.serves else public.for_portal(self.viewer)
        return answer({"results": [self.announced(one) for one in found]})

    def announced(self, one):
        same = {"told_at": one.told_at, "next_update_at": one.next_update_at, "ticket": one.own_ticket_id}
        return {"id": one.pk, "headline": one.headline, "text": one.told} | same


class IncidentAffected(Found):
    """A requester is affected too: a ticket of theirs belongs to the incident. Once; said again, it is the same."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.AffectedIn}
    tells = {"POST": (201, told.Joined)}

    def post(self, request, pk):
        if self.viewer.serves or not public.live(self.viewer).filter(pk=pk).exists():
            raise Http404
        given = read(shapes.AffectedIn, request)
        ticket = say_affected(Incident.objects.get(pk=pk), by=self.by(), **given)
        return answer({"ticket": ticket.pk, "incident": pk}, 201, Location=f"/api/v1/tickets/{ticket.pk}")


class TicketSuspicion(Found):
    """Others may have the same: the ticket joins what is suspected already, or a suspicion begins."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.FlagIn}
    tells = {"POST": (201, told.Flagged)}

    def post(self, request, pk):
        if not self.viewer.serves:
            raise Http404
        ticket = get_object_or_404(Ticket.objects.visible_to(self.viewer), pk=pk)
        given = read(shapes.FlagIn, request)
        if "component" in given:
            given["component"] = lookups.one(Component.objects.offered(), given["component"], "component")
        incident = flag(ticket, by=self.by(), **given)
        return answer({"incident": incident.pk, "reference": incident.reference}, 201)
