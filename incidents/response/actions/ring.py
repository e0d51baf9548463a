from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all
from tickets.sla import engine

from ..kinds import Kind
from ..models import CadenceClock, Entry, Incident
from ..states import Audience, EntryKind

TELLS = {"warned": Kind.UPDATE_WARNED, "breached": Kind.UPDATE_LATE}


@transaction.atomic
def ring_due(*, by, now=None, limit=200):
    """Updates that are due soon or late, each told once and at its own instant, however late the sweep comes (INC-07).
    Answers how many clocks rang."""
    now = now or clock.now()
    rungs = engine.ring_due(CadenceClock, now=now, limit=limit)
    late = [rung for rung in rungs if rung.what == "breached"]
    Entry.objects.bulk_create([line(rung, by, now) for rung in late])
    incidents = Incident.objects.in_bulk({rung.clock.incident_id for rung in rungs})
    record_all([told(rung, incidents[rung.clock.incident_id]) for rung in rungs], by=by)
    return len({rung.clock.pk for rung in rungs})


def line(rung, by, now):
    words = f"The {Audience(rung.clock.audience).label.lower()} update was due."
    about = {"kind": EntryKind.LATE, "author": by.person, "source": by.via}
    return Entry(incident_id=rung.clock.incident_id, at=rung.at, entered_at=now, text=words, **about)


def told(rung, incident):
    data = {"clock": rung.clock.pk, "audience": rung.clock.audience, "share": rung.share}
    return Occurrence(TELLS[rung.what], incident.subject, incident.pk, None, rung.at, data)
