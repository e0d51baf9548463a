"""What explains a spike: incidents, and promises that changed (MET-22)."""

from django.utils import timezone

from incidents.response.models import Incident
from tickets.sla.models import Policy

MOST = 20


def marks(viewer, spans):
    """`{"at": number of the step, "words": …}` for what happened within these steps, as far as the reader may know."""
    if not spans:
        return []
    since, until = spans[0].since, spans[-1].until
    told = Incident.objects.visible_to(viewer).filter(declared_at__gte=since, declared_at__lt=until, drill=False)
    found = [(one.declared_at, f"{one.reference} {one.title}"[:80]) for one in told.order_by("declared_at")[:MOST]]
    changed = Policy.objects.filter(effective_from__gte=since, effective_from__lt=until, version__gt=1)
    found += [
        (one.effective_from, f"Promise “{one.name}” changed") for one in changed.order_by("effective_from")[:MOST]
    ]
    return [{"at": step_of(at, spans), "words": f"{words}, {said(at)}"} for at, words in sorted(found)]


def step_of(at, spans):
    return next(number for number, span in enumerate(spans) if span.since <= at < span.until)


def said(at):
    return timezone.localtime(at).strftime("%a %d %b %H:%M")
