"""Whether a fault is back: the same cause by its id, or the same signature and component, after the fix (E.6)."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Upper

from incidents.response.models import Incident
from tickets.desk.models import Identifier, Resolution, Ticket
from tickets.desk.states import IdentifierKind


@dataclass(frozen=True)
class Shown:
    """The tickets and incidents that show it, and how they do."""

    tickets: tuple = ()
    incidents: tuple = ()
    why: str = ""

    def numbers(self):
        return {one.pk for one in self.tickets}, {one.pk for one in self.incidents}


def within(deployed: datetime | None, now: datetime, window: timedelta) -> bool:
    return deployed is not None and deployed <= now <= deployed + window


def shown(problem, now, *, fewest) -> Shown:
    """By the cause itself one report is enough, and one incident always; by what only looks alike it takes a
    cluster."""
    same, outages = by_cause(problem), by_incident(problem)
    if outages:
        number = f"{len(outages)} incident{'' if len(outages) == 1 else 's'}"
        return Shown(tuple(same), tuple(outages), f"The same fault again in {number}")
    if same:
        return Shown(tuple(same), why=f"The same root cause again: {problem.cause_key}")
    alike = by_signature(problem)
    if len(alike) >= fewest:
        return Shown(tuple(alike), why=f"{len(alike)} reports of {problem.signature} since the fix")
    return Shown()


def by_incident(problem):
    """Commanded, no drill, begun after the fix; and it is its evidence by somebody's word, repeats an incident that
    is, names the id of its cause, or is about its component and names its signature."""
    begun = Incident.objects.filter(started_at__gt=problem.fix_deployed_at, acknowledged_at__isnull=False)
    begun = begun.filter(drill=False, dismissed_at=None)
    known = problem.outages.present().values("incident")
    says = Q(pk__in=known) | Q(recurs__in=known)
    if problem.cause_key:
        says |= Q(cause__iregex=rf"(^|[^a-z0-9_-]){re.escape(problem.cause_key)}($|[^a-z0-9_-])")
    if problem.signature and problem.component_id:
        named = Q(title__icontains=problem.signature) | Q(cause__icontains=problem.signature)
        about = Incident.components.through.objects.filter(component=problem.component_id).values("incident")
        says |= named & Q(pk__in=about)
    return list(begun.filter(says).order_by("pk"))


def since_fix(problem):
    known = problem.evidence.present().values("ticket")
    reports = Ticket.objects.counted().filter(opened_at__gt=problem.fix_deployed_at).exclude(pk__in=known)
    return reports.order_by("pk")


def by_cause(problem):
    if not problem.cause_key:
        return []
    said = Resolution.objects.filter(root_cause__iexact=problem.cause_key, at__gt=problem.fix_deployed_at)
    return list(since_fix(problem).filter(pk__in=said.values("ticket")))


def by_signature(problem):
    """The error code and, where the problem names one, the component."""
    if not problem.signature:
        return []
    coded = Identifier.objects.annotate(said=Upper("value")).filter(
        kind=IdentifierKind.ERROR_CODE, said=problem.signature.upper()
    )
    there = Q(component=problem.component_id) if problem.component_id else Q()
    return list(since_fix(problem).filter(there, pk__in=coded.values("ticket")))
