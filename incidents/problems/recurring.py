"""Whether a fault is back: the same cause by its id, or the same signature and component, after the fix (E.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Upper

from tickets.desk.models import Identifier, Resolution, Ticket
from tickets.desk.states import IdentifierKind


@dataclass(frozen=True)
class Shown:
    """The tickets that show it, and how they do."""

    tickets: tuple = ()
    why: str = ""


def within(deployed: datetime | None, now: datetime, window: timedelta) -> bool:
    return deployed is not None and deployed <= now <= deployed + window


def shown(problem, now, *, fewest) -> Shown:
    """By the cause itself one report is enough; by what only looks alike it takes a cluster."""
    same = by_cause(problem)
    if same:
        return Shown(tuple(same), f"The same root cause again: {problem.cause_key}")
    alike = by_signature(problem)
    if len(alike) >= fewest:
        return Shown(tuple(alike), f"{len(alike)} reports of {problem.signature} since the fix")
    return Shown()


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
