"""Escalations, their packets, and every act: the same actions as the pages'."""

from django.http import FileResponse, Http404
from drf_spectacular.types import OpenApiTypes

from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Person
from supportdesk.api import pages
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from supportdesk.errors import Refused
from tickets.desk.models import Ticket

from .. import bundling, queries, walls
from ..actions.begin import begin
from ..actions.compose import assemble, fill
from ..actions.export import export, exported
from ..models import Escalation
from ..states import State, Target
from . import shapes, shown, told

READ, WRITE = "tickets:read", "tickets:write"
RELATED = ("ticket__queue", "ticket__organisation", "ticket__owner", "group", "receiver", "sender", "lane")


def by(view):
    return Actor(view.viewer, "api")


def named(viewer, given, number):
    """A colleague by id or address."""
    people = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    found = people.filter(**({"pk": given} if isinstance(given, int) else {"email": given})).first()
    if found is None:
        raise Refused("There is nobody of that id or address.", field=f"named/{number}")
    return found


class EscalationRows(Rows):
    scopes = {"GET": READ}

    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return Escalation.objects.visible_to(self.viewer).select_related(*RELATED).prefetch_related("also")

    def one(self, pk):
        found = self.rows().filter(pk=pk).first()
        if found is None:
            walls.note_attempt(self.viewer, Escalation.objects.filter(pk=pk, ticket__restricted=True), "api")
            raise Http404
        return found

    def shown(self, one):
        return shown.escalation(self.viewer, one)


class Escalations(EscalationRows, RowsView):
    """What this person may know of. `whose=receive` waits for the own group, `whose=mine` is one's own."""

    parameters = pages.PARAMETERS | {"state", "whose", "target"}
    query = (
        parameter("state", "`live`, or one state.", schema={"type": "string", "enum": ["live", *State.values]}),
        parameter("whose", "Only those.", schema={"type": "string", "enum": ["receive", "mine"]}),
        parameter("target", "Only those.", schema={"type": "string", "enum": Target.values}),
    )
    tells = {"GET": (200, page_of(told.Escalation))}

    def listed(self):
        self.rows()
        given = {name: self.request.GET[name] for name in ("state", "whose", "target") if name in self.request.GET}
        allowed = {"state": {"live", *State.values}, "whose": set(queries.WHOSE), "target": set(Target.values)}
        for name, value in given.items():
            if value not in allowed[name]:
                raise Refused(f"“{value}” is none of those.", field=name)
        found = queries.escalations(self.viewer, **({"state": ""} | given))
        return found.prefetch_related("also").order_by("pk")


class OneEscalation(EscalationRows, OneRowView):
    tells = {"GET": (200, told.Escalation)}

    def found(self, pk):
        return self.one(pk)


class TicketEscalations(EscalationRows):
    """The escalations of a ticket; a new one is a draft with what the ticket knows."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.BeginIn}
    tells = {"GET": (200, page_of(told.Escalation)), "POST": (201, told.Escalation)}

    def ticket(self, pk):
        related = ("queue", "organisation", "owner", "component", "requester")
        found = Ticket.objects.visible_to(self.viewer).select_related(*related).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def get(self, request, pk):
        self.rows()
        found = queries.of_ticket(self.ticket(pk), self.viewer).prefetch_related("also")
        return answer({"next": None, "previous": None, "results": [self.shown(one) for one in found]})

    def post(self, request, pk):
        ticket = self.ticket(pk)
        given = read(shapes.BeginIn, request)
        given["also"] = list(Ticket.objects.visible_to(self.viewer).filter(pk__in=given.get("also", [])))
        given["named"] = [named(self.viewer, one, number) for number, one in enumerate(given.get("named", []))]
        begun = begin(ticket, by=by(self), **given)
        return answer(self.shown(begun), 201, Location=f"/api/v1/escalations/{begun.pk}")


class OnePacket(EscalationRows):
    """The packet; a PATCH writes only the fields that it names."""

    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.PacketIn}
    tells = {"GET": (200, told.EscalationPacket), "PATCH": (200, told.EscalationPacket)}

    def get(self, request, pk):
        return answer(shown.packet(self.one(pk)))

    def patch(self, request, pk):
        found = self.one(pk)
        fill(found, by=by(self), values=read(shapes.PacketIn, request)["fields"])
        return answer(shown.packet(found))


class PacketBuild(EscalationRows):
    """From what the ticket knows by now; what somebody wrote stays."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": (200, told.EscalationPacket)}

    def post(self, request, pk):
        found = self.one(pk)
        read(shapes.EmptyIn, request)
        assemble(found, by=by(self))
        return answer(shown.packet(found))


class EscalationCourse(EscalationRows):
    """What went back and forth, with the clocks."""

    tells = {"GET": (200, told.Course)}

    def get(self, request, pk):
        return answer(shown.course(self.one(pk), self.now(request)))


class PacketBundle(EscalationRows):
    """The same as one archive: `packet.md`, `packet.json` and the cleared files themselves."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": ((200, "application/zip"), OpenApiTypes.BINARY)}
    idempotent = False

    def post(self, request, pk):
        found = self.one(pk)
        read(shapes.EmptyIn, request)
        told_parts = export(found, by=by(self))
        made = bundling.bundle(told_parts, exported(found))
        return FileResponse(made, as_attachment=True, filename=f"{found.reference}.zip")


class PacketExport(EscalationRows):
    """Masked, with cleared files only; that it left stands on the ticket."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.EmptyIn}
    tells = {"POST": (200, told.PacketExportTold)}

    def post(self, request, pk):
        found = self.one(pk)
        read(shapes.EmptyIn, request)
        return answer(export(found, by=by(self)))
