"""Who holds which part in an incident: reads, and the change of hands as actions make it (INC-06). No events."""

from supportdesk.approvals.actions.hand_on import about, hand_on

from . import entries
from .models import RoleSpan
from .models.update import UpdateState
from .states import EntryKind, RoleKind


def held(incident):
    """Part -> the span of whoever holds it now."""
    spans = incident.roles.held().select_related("person").order_by("pk")
    return {span.role: span for span in spans}


def holder(incident, role):
    """Who holds a part; what nobody holds is the commander's."""
    found = held(incident)
    span = found.get(role) or found.get(RoleKind.COMMANDER)
    return span.person if span else None


def take_over(incident, role, person, now, *, by, given_by, span=None):
    """The span of the one before ends at the very instant at which this one begins, and the timeline says so."""
    before = None
    if role != RoleKind.READER:
        before = incident.roles.held().filter(role=role).select_related("person").first()
    if before:
        RoleSpan.objects.filter(pk=before.pk).update(ended_at=now)
    if span is None:
        span = RoleSpan(incident=incident, role=role, person=person, given_by=given_by, offered_at=now)
    span.accepted_at = now
    span.save()
    source = f" from {before.person}" if before else ""
    if role == RoleKind.COMMANDER:
        hand_on(about(incident, *incident.updates.filter(state=UpdateState.WAITING)), by=by)
    words = f"{RoleKind(role).label}: {person}{source}"
    entries.write(incident, kind=EntryKind.ROLE, by=by, at=now, text=words)
    return span


def end_offers(incident, role, now):
    """What was offered before and is offered to somebody else now."""
    incident.roles.offered().filter(role=role).update(ended_at=now)


def end_all(incident, now):
    """At the end of an incident nobody has a part in it any more."""
    incident.roles.filter(ended_at=None).update(ended_at=now)
