"""Incidents: the list, one of them, and what changes its state."""

from collections.abc import Callable
from typing import Any

from supportdesk.api import pages
from supportdesk.api.errors import malformed
from supportdesk.api.preconditions import version_seen
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of

from ..actions import move as moving
from ..actions.declare import declare
from ..actions.dismiss import dismiss
from ..actions.revise import change_severity, revise
from ..actions.suspect import declare_new, suspect
from ..queries.lists import SHOWN, narrowed
from . import shapes, shown, told
from .base import READ, WRITE, IncidentView, things


class Incidents(IncidentView):
    """`show`: which; without it the live ones. Posted, one is suspected: declaring is an act of its own."""

    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.IncidentIn}
    tells = {"GET": (200, page_of(told.Incident)), "POST": (201, told.OneIncident)}
    parameters = pages.PARAMETERS | {"show"}
    query = (parameter("show", "Only those.", schema={"type": "string", "enum": list(SHOWN)}),)

    def get(self, request):
        show = request.GET.get("show", "live")
        if show not in SHOWN:
            raise malformed(f"Say {' or '.join(SHOWN)}.", "invalid_choice", parameter="show")
        return self.listing(narrowed(self.rows(), self.viewer, show), shown.incident)

    def post(self, request):
        given = things(self.viewer, read(shapes.IncidentIn, request))
        made = (declare_new if "criteria" in given else suspect)(given.pop("title"), by=self.by(), **given)
        return self.told(made.pk, 201, Location=f"/api/v1/incidents/{made.pk}")


class OneIncident(IncidentView):
    scopes = {"GET": READ, "PATCH": WRITE}
    shapes = {"PATCH": shapes.IncidentChangeIn}
    tells = {"GET": (200, told.OneIncident), "PATCH": (200, told.OneIncident)}
    versioned = ("PATCH",)

    def get(self, request, pk):
        return self.told(pk)

    def patch(self, request, pk):
        """Put the record right; another beginning needs a `reason`."""
        one, seen = self.found(pk), version_seen(request)
        given = things(self.viewer, read(shapes.IncidentChangeIn, request))
        if not given:
            raise malformed("Name at least one field to change.", "empty", pointer="")
        revise(one, by=self.by(), seen=seen, **given)
        return self.told(pk)


class Changing(IncidentView):
    """One change of the version that was read."""

    scopes = {"POST": WRITE}
    tells = {"POST": (200, told.OneIncident)}
    versioned = ("POST",)
    action: Callable[..., Any]

    def post(self, request, pk):
        one, seen = self.found(pk), version_seen(request)
        self.action(one, by=self.by(), seen=seen, **read(self.shapes["POST"], request))
        return self.told(pk)


def moved(one, *, move, **given):
    return moving.move(one, step=move, **given)


class IncidentMoves(Changing):
    """One step of the workflow; `moves` of the incident names those that are open."""

    shapes = {"POST": shapes.IncidentMoveIn}
    action = staticmethod(moved)


class IncidentDeclaration(Changing):
    """A major incident from now on, with the criteria that are met."""

    shapes = {"POST": shapes.DeclarationIn}
    action = staticmethod(declare)


class IncidentDismissal(Changing):
    """The suspicion was none."""

    shapes = {"POST": shapes.IncidentReasonIn}
    action = staticmethod(dismiss)


class IncidentSeverity(Changing):
    """More or less severe than thought."""

    shapes = {"POST": shapes.SeverityIn}
    action = staticmethod(change_severity)
