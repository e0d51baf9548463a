from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from supportdesk.privacy.models import RestrictionKind

from .. import entries, policy
from ..kinds import Kind
from ..models import IncidentWall
from ..states import EntryKind


@transaction.atomic
def restrict_incident(incident, *, by, kind, reason, people=()):
    """Put a wall around an incident (SEC-13): from now on only its responders, the people named and the roles that read
    this kind know of it. A matter of security also freezes what is said outside (ESC-10)."""
    incident.lock()
    policy.require(by, "restrict_incident", incident)
    if incident.restricted:
        raise WrongState(f"{incident} is restricted already.", permitted=("name_on_incident",))
    if kind not in RestrictionKind.values:
        raise Refused("That is not a kind of restriction.", field="kind")
    require_said(reason, "Say why only a few may know of it.")
    for person in people:
        require_nameable(person)
    now = clock.now()
    incident.put(restricted=True)
    changes = incident.write()
    wall = build(incident, {by.person, *people}, kind=kind, reason=reason.strip(), by=by, at=now)
    entries.write(incident, kind=EntryKind.DECISION, by=by, at=now, text=f"Restricted: {wall.get_kind_display()}")
    text = {"changes": changes, "reason": wall.reason}
    about = {"kind": kind, "people": sorted(one.pk for one in wall.people.all())}
    record(Kind.RESTRICTED, incident, by=by, at=now, text=text, version=incident.version, **about)
    return wall


def build(incident, people, *, kind, reason, by, at):
    frozen = at if kind == RestrictionKind.SECURITY else None
    about = {"made_by": by.person, "made_at": at, "frozen_at": frozen}
    wall = IncidentWall.objects.create(incident=incident, kind=kind, reason=reason, **about)
    wall.people.set([one for one in people if not one.is_system])
    return wall


@transaction.atomic
def unrestrict_incident(incident, *, by, reason):
    """Everybody at the desk sees all of it again, what was written behind the wall too."""
    wall = locked(incident, by, "name_on_incident")
    require_said(reason, "Say why everybody may know of it again.")
    now = clock.now()
    wall.delete()
    incident.put(restricted=False)
    changes = incident.write()
    entries.write(incident, kind=EntryKind.DECISION, by=by, at=now, text=f"Open again: {reason.strip()}")
    text = {"changes": changes, "reason": reason.strip()}
    record(Kind.UNRESTRICTED, incident, by=by, at=now, text=text, version=incident.version)
    return incident


@transaction.atomic
def name_on_incident(incident, *, by, person):
    """Put somebody on the list: they read it, and have no part in it by that."""
    wall = locked(incident, by, "name_on_incident")
    require_nameable(person)
    if wall.people.contains(person):
        raise Refused(f"{person} is on the list already.", field="person")
    wall.people.add(person)
    record(Kind.NAMED, incident, by=by, at=clock.now(), person=person.pk)
    return wall


@transaction.atomic
def unname_on_incident(incident, *, by, person):
    wall = locked(incident, by, "name_on_incident")
    if not wall.people.contains(person):
        raise Refused(f"{person} is not on the list.", field="person")
    wall.people.remove(person)
    record(Kind.UNNAMED, incident, by=by, at=clock.now(), person=person.pk)
    return wall


@transaction.atomic
def release_incident_words(incident, *, by, reason):
    """The officer lets the desk tell the requesters and the public again (ESC-10); the wall stays."""
    wall = locked(incident, by, "release_incident_words")
    if not wall.is_frozen:
        raise WrongState("Nothing is frozen here.")
    require_said(reason, "Say why, or what may be said.")
    now = clock.now()
    wall.released_at, wall.released_by = now, by.person
    wall.save(update_fields=["released_at", "released_by"])
    said = f"Words outside released: {reason.strip()}"
    entries.write(incident, kind=EntryKind.DECISION, by=by, at=now, text=said)
    record(Kind.WORDS_RELEASED, incident, by=by, at=now, text={"reason": reason.strip()})
    return wall


def locked(incident, by, action):
    incident.lock()
    policy.require(by, action, incident)
    wall = IncidentWall.objects.filter(incident=incident).first()
    if wall is None:
        raise WrongState(f"{incident} is not restricted.", permitted=("restrict_incident",))
    return wall


def require_said(reason, words):
    if not reason.strip():
        raise Refused(words, field="reason", missing=("reason",))


def require_nameable(person):
    if not person.is_active or not person.serves or person.is_machine:
        raise Refused("Choose somebody who works here.", field="person")
