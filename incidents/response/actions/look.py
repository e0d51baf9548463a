"""Whether too many tickets are about the same thing: what the worker asks of each new one (INC-02)."""

from datetime import timedelta

import structlog
from django.db import connection, transaction

from supportdesk import clock
from supportdesk.catalogue.models import Category, Component
from tickets.desk.models import Ticket

from .. import entries, likeness, sightings, suspecting
from ..models import Look
from ..models.suspicion import Measure
from ..states import EntryKind, Source, State
from .link import link
from .suspect import suspect

AGAIN, TRIES = timedelta(minutes=1), 5
log = structlog.get_logger(__name__)


@transaction.atomic
def look_next(*, by):
    """Look at the next ticket that is due; answers whether there was one. What goes wrong with one is tried again, and
    stops no other."""
    now = clock.now()
    due = Look.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    one = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if one is None:
        return False
    try:
        with transaction.atomic():
            look_at(Ticket.objects.get(pk=one.ticket_id), by=by, now=now)
        one.delete()
    except Exception as error:
        log.exception("look_failed", ticket=one.ticket_id)
        one.tries += 1
        one.due_at = now + AGAIN if one.tries < TRIES else None
        one.error = f"{type(error).__name__}: {error}"[:500]
        one.save(update_fields=["due_at", "tries", "error"])
    return True


def look_at(ticket, *, by, now):
    """It joins what is suspected already, or is the one too many. One looks at a time: two of the same kind at once
    would both be the fifth."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('response_suspicion'))")
    found = sightings.keep(ticket, now)
    if ticket.restricted or ticket.merged_into_id or not ticket.is_live or ticket.incident_links.live().exists():
        return None
    suspicion = sightings.running(found)
    if suspicion is None:
        return raise_suspicion(ticket, found, by=by, now=now)
    if suspicion.incident.state == State.SUSPECTED:
        link(suspicion.incident, by=by, tickets=[ticket.pk])
    return None  # to an incident that somebody commands it is offered


def raise_suspicion(ticket, found, *, by, now):
    """By the most telling measure of which there are too many."""
    window = suspecting.window(now)
    for measure, value in found:
        if measure not in suspecting.measures(now):
            continue
        seen = sightings.alike(measure, value, ticket.opened_at, window)
        group = likeness.together(seen, ticket.opened_at, window, suspecting.count(now))
        if group:
            return suspected(group, (measure, value), window, by=by, now=now)
    return None


def suspected(group, about, window, *, by, now):
    tickets = list(Ticket.objects.filter(pk__in=[one.ticket for one in group]).select_related("component", "region"))
    components = {one.component for one in tickets if one.component}
    said = f"{len(tickets)} tickets in {int(window.total_seconds() // 60)} minutes about {spoken(*about)}"
    incident = suspect(
        said[:250],
        by=by,
        severity=min(3, *(one.working_priority for one in tickets)),
        components=components,
        started_at=min(one.opened_at for one in tickets),
        source=Source.TICKETS,
        summary="\n".join(f"- {one.reference} {one.title}" for one in tickets),
        regions={one.region for one in tickets if one.region},
        tickets=tickets,
    )
    entries.write(incident, kind=EntryKind.REPORT, by=by, at=now, text=f"{said}.", source="rule")
    sightings.watch_for(incident, [about], now)
    return incident


NOUNS = {Measure.COMPONENT: Component, Measure.CATEGORY: Category}


def spoken(measure, value):
    """“the component VPN gateway”, “the error code ERR-4711”."""
    kind = NOUNS.get(measure)
    name = kind.objects.get(pk=value) if kind else value
    return f"the {Measure(measure).label.lower()} {name}"
