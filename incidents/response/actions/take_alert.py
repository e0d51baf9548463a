from datetime import timedelta
from typing import NamedTuple

from django.db import transaction

from supportdesk import clock
from supportdesk.catalogue.models import Component
from supportdesk.events.record import record

from .. import entries, sightings
from ..kinds import Kind
from ..models import Alert, Incident, Receipt
from ..models.suspicion import Measure
from ..states import EntryKind, Source
from .suspect import suspect

SPOKEN = 20  # entries of one alert; beyond that every doubling has one, or a storm would bury the timeline
KEPT = timedelta(days=2)
ALREADY, ENTERED, SUSPECTED, NOTED = "repeated", "entered", "suspected", "noted"


class Taken(NamedTuple):
    """What came of it: the alert, and how it was taken."""

    alert: Alert | None
    how: str


@transaction.atomic
def take_alert(source, *, by, said, message_id):
    """Take what a source says (INC-22): what fires belongs to one incident, however often it is told; what is over is
    noted there. A message that was taken before is answered again, and counts once."""
    source.lock()
    known = Receipt.objects.filter(source=source, message_id=message_id).select_related("alert").first()
    if known:
        return Taken(known.alert, ALREADY)
    now = clock.now()
    alert = told(source, said, now)
    how = NOTED
    if alert.status == Alert.Status.FIRING and alert.incident is None:
        how = place(alert, said, by=by, now=now)
    if alert.incident:
        how = ENTERED if how == NOTED else how
        enter(alert, by=by, now=now)
    alert.save()
    Receipt.objects.filter(at__lt=now - KEPT).delete()
    Receipt.objects.create(source=source, message_id=message_id, alert=alert, at=now)
    source.last_at = now
    source.save(update_fields=["last_at"])
    about = {"source": source.pk, "incident": alert.incident_id, "status": alert.status, "times": alert.times}
    record(Kind.ALERTED, alert, by=by, at=now, text={"title": alert.title}, **about)
    return Taken(alert, how)


@transaction.atomic
def take_alerts(source, *, by, said):
    """Several at once, each with the id of its message: all are taken, or none."""
    return [take_alert(source, by=by, said=one, message_id=message_id) for message_id, one in said]


def told(source, said, now):
    """The same trouble told again, or a new one. What fires again after its incident is over is a new one."""
    same = Alert.objects.filter(source=source, fingerprint=said.fingerprint, status=Alert.Status.FIRING)
    alert = same.select_related("incident").first()
    if alert and alert.incident and alert.incident.state not in sightings.HURTS and said.status == "firing":
        alert.status = Alert.Status.RESOLVED
        alert.save(update_fields=["status"])
        alert = None
    if alert is None:
        alert = Alert(source=source, fingerprint=said.fingerprint, first_at=said.starts_at, times=0)
        alert.component = Component.objects.offered().filter(key=said.component).first() or source.component
    alert.status, alert.last_at, alert.times = said.status, now, alert.times + 1
    for name in ("title", "text", "url", "labels", "severity"):
        setattr(alert, name, getattr(said, name))
    return alert


def place(alert, said, *, by, now):
    """Into the incident that its component has already, else a suspicion begins."""
    running = hurting(alert.component)
    if running:
        alert.incident = running
        return ENTERED
    alert.incident = suspect(
        alert.title,
        by=by,
        severity=alert.severity,
        components=[alert.component] if alert.component else [],
        started_at=said.starts_at,
        source=Source.ALERT,
        summary=alert.text,
    )
    if alert.component:
        sightings.watch_for(alert.incident, [(Measure.COMPONENT, str(alert.component_id))], now)
    return SUSPECTED


def hurting(component):
    """The newest incident of this component that hurts, neither restricted nor a drill."""
    if component is None:
        return None
    found = Incident.objects.filter(components=component, state__in=sightings.HURTS, restricted=False, drill=False)
    return found.order_by("-pk").first()


def enter(alert, *, by, now):
    """Each time one line, until there are too many of them."""
    over = alert.status == Alert.Status.RESOLVED
    if not over and alert.times > SPOKEN and alert.times & (alert.times - 1):
        return
    again = f" ({alert.times} times)" if alert.times > SPOKEN else ""
    text = f"{'Over' if over else 'Firing'}: {alert.title}{again}"
    about = {"source": alert.source.name[:60], "evidence": alert.url}
    entries.write(alert.incident, kind=EntryKind.ALERT, by=by, at=now, text=text, **about)
