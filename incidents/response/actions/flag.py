from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import entries, policy, sightings
from ..kinds import Kind
from ..models import Incident
from ..models.suspicion import Measure
from ..states import EntryKind, Source
from .link import link
from .suspect import suspect


@transaction.atomic
def flag(ticket, *, by, words, component=None, severity=3, confirmed=()):
    """Say that this ticket is more than one person's trouble (INC-02, C 37). Where the same is suspected already, it
    joins that; else a suspicion begins. Answers the incident."""
    running = suspected_already(ticket, component)
    ticket.lock()
    policy.require(by, "suspect", ticket)
    if not words.strip():
        raise Refused("Say what makes you think so.", field="words", missing=("words",))
    require_free(ticket, by)
    words = guarding.screened(by, words.strip(), confirmed, field="words", asks=False)
    now = clock.now()
    joins = running is not None and running.state in sightings.HURTS and not (running.restricted or ticket.restricted)
    part = component or ticket.component
    incident = running if joins else begun(ticket, part, severity, by=by, now=now)
    if joins:
        link(incident, by=by, tickets=[ticket.pk])
    entries.write(incident, kind=EntryKind.REPORT, by=by, at=now, text=words, ticket=ticket)
    record(Kind.FLAGGED, ticket, by=by, at=now, text={"reason": words}, incident=incident.pk)
    return incident


def suspected_already(ticket, component):
    """The incident that it would join, locked: before the ticket, for whoever links tickets holds their incident
    already. What has changed when the ticket is locked too is looked at then."""
    found = sightings.measures(ticket)
    part = component or ticket.component
    if part:
        found.append((Measure.COMPONENT, str(part.pk)))
    running = None if ticket.restricted else sightings.running(found)
    if running is None:
        return None
    running.incident.lock()
    return running.incident


def require_free(ticket, by):
    """An incident that its reader may not know of is not named."""
    taken = ticket.incident_links.live().filter(incident__state__in=sightings.HURTS).first()
    if taken:
        seen = Incident.objects.visible_to(by.person).filter(pk=taken.incident_id).exists()
        raise WrongState(
            f"{ticket.reference} belongs to {taken.incident.reference if seen else 'an incident'} already."
        )


def begun(ticket, part, severity, *, by, now):
    """A restricted ticket makes a restricted suspicion, which draws no others."""
    if part is None:
        raise Refused("Say which component it is about.", field="component", missing=("component",))
    incident = suspect(
        f"{part}: {ticket.title}"[:250],
        by=by,
        severity=severity,
        components=[part],
        started_at=ticket.opened_at,
        source=Source.STAFF,
        regions=[ticket.region] if ticket.region else [],
        tickets=[ticket],
        restricted=ticket.restricted,
    )
    if not ticket.restricted:
        sightings.watch_for(incident, [(Measure.COMPONENT, str(part.pk))], now)
    return incident
