from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import again, entries, instants, policy, telling, timers
from ..kinds import Kind
from ..states import EntryKind, Severity

KEPT = object()
WORDS = ("title", "summary", "features", "third_party", "bridge", "change_reference", "cause")


@transaction.atomic
def revise(incident, *, by, seen, reason="", started_at=None, components=None, regions=None, recurs=KEPT, **words):
    """Put the record right: its words, what is broken, where, which earlier one it repeats, and with a reason when it
    began."""
    incident.lock(seen)
    policy.require(by, "revise_incident", incident)
    require_open(incident)
    unknown = [name for name in words if name not in WORDS]
    if unknown:
        raise Refused("There is no such field.", field=unknown[0])
    if "title" in words and not words["title"].strip():
        raise Refused("An incident needs a title.", field="title", missing=("title",))
    if components is not None and not components:
        raise Refused("Name what is broken.", field="components", missing=("components",))
    now = clock.now()
    incident.put(**{name: value.strip() for name, value in words.items()})
    if started_at is not None and started_at != incident.started_at:
        begin_at(incident, started_at, reason, now, by)
    if recurs is not KEPT:
        again.require_earlier(recurs, incident.started_at, incident=incident)
        incident.put(recurs=recurs)
    beside = lists(incident, components=components, regions=regions)
    changes = incident.write(beside)
    if changes:
        text = {"changes": changes, "reason": reason}
        about = {"started": incident.started_at, "version": incident.version}
        record(Kind.REVISED, incident, by=by, at=now, text=text, **about)
    return incident


def require_open(incident):
    """A closed incident is evidence: what is learnt later is added, not changed (INC-28)."""
    if not incident.is_live:
        raise WrongState(f"{incident} is closed. Add an addendum instead.", ("addendum",))


def begin_at(incident, started_at, reason, now, by):
    instants.of_start(started_at, now, detected_at=incident.detected_at, restored_at=incident.restored_at)
    if not reason.strip():
        raise Refused("Say why it began at another time.", field="reason", missing=("reason",))
    said = f"Began {instants.said(started_at)}, not {instants.said(incident.started_at)}: {reason.strip()}"
    incident.put(started_at=started_at)
    entries.write(incident, kind=EntryKind.CORRECTION, by=by, at=now, text=said)


def lists(incident, **chosen):
    """`{name: [old, new]}` of the lists beside the row."""
    changes = {}
    for name, wanted in chosen.items():
        if wanted is None:
            continue
        held = getattr(incident, name)
        before = sorted(held.values_list("name", flat=True))
        held.set(wanted)
        after = sorted(one.name for one in wanted)
        if before != after:
            changes[name] = [", ".join(before), ", ".join(after)]
    return changes


@transaction.atomic
def change_severity(incident, *, by, seen, severity, reason):
    """More or less severe than thought, with a reason (C 39): the running clocks are judged by the other figures."""
    incident.lock(seen)
    policy.require(by, "change_severity", incident)
    require_open(incident)
    if severity not in Severity.values:
        raise Refused("A severity is SEV1 to SEV4.", field="severity")
    if severity == incident.severity:
        raise Refused(f"It is {incident.get_severity_display()} already.", field="severity")
    if not reason.strip():
        raise Refused("Say why.", field="reason", missing=("reason",))
    now = clock.now()
    was = incident.get_severity_display()
    incident.put(severity=severity)
    changes = incident.write()
    timers.retarget(incident, now)
    said = f"{was} became {incident.get_severity_display()}: {reason.strip()}"
    entries.write(incident, kind=EntryKind.SEVERITY, by=by, at=now, text=said)
    telling.moved(incident, now, by=by)
    text = {"changes": changes, "reason": reason.strip()}
    record(Kind.SEVERITY_CHANGED, incident, by=by, at=now, text=text, severity=severity, version=incident.version)
    return incident
