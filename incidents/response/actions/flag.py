from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import entries, policy, sightings
from ..kinds import Kind
from ..models.suspicion import Measure
from ..states import EntryKind, Source
from .link import link
from .suspect import suspect


@transaction.atomic
def flag(ticket, *, by, words, component=None, severity=3, confirmed=()):
    """Say that this ticket is more than one person's trouble (INC-02, C 37). Where the same is suspected already, it
    joins that; else a suspicion begins. Answers the incident."""
    ticket.lock()
    policy.require(by, "suspect", ticket)
    if not words.strip():
        raise Refused("Say what makes you think so.", field="words", missing=("words",))
    taken = ticket.incident_links.live().filter(incident__state__in=sightings.HURTS).first()
    if taken:
        raise WrongState(f"{ticket.reference} belongs to INC-{taken.incident_id} already.")
    words = guarding.screened(by, words.strip(), confirmed, field="words", asks=False)
    now = clock.now()
    part = component or ticket.component
    found = sightings.measures(ticket)
    if part:
        found.append((Measure.COMPONENT, str(part.pk)))
    running = None if ticket.restricted else sightings.running(found)
    incident = running.incident if running else begun(ticket, part, severity, by=by, now=now)
    if running:
        link(incident, by=by, tickets=[ticket.pk])
    entries.write(incident, kind=EntryKind.REPORT, by=by, at=now, text=words, ticket=ticket)
    record(Kind.FLAGGED, ticket, by=by, at=now, text={"reason": words}, incident=incident.pk)
    return incident


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
