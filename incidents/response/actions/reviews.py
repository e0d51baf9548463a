from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Conflict, Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import policy, reviewing
from ..kinds import Kind
from ..models import Incident, Review
from ..states import Severity, State

LONGEST = 20_000


@transaction.atomic
def write_review(review, *, by, seen, parts=None, level=None, severity_reviewed=None, confirmed=(), **people):
    """Write the parts of E.7, who leads it and who took part. What is signed changes no more."""
    incident = lock(review, seen)
    policy.require(by, "write_review", incident)
    require_unsigned(review)
    text = cleaned(by, parts or {}, confirmed)
    before = dict(review.parts)
    review.parts = before | text
    for name in ("facilitator", "held_at"):
        if people.get(name):
            setattr(review, name, people[name])
    if level:
        review.level = level_of(level)
    if "attendees" in people:
        review.attendees.set(people["attendees"])
    now = clock.now()
    review.version += 1
    review.save()
    rate(incident, severity_reviewed)
    changes = {name: [before.get(name), text[name]] for name in text if before.get(name) != text[name]}
    record(Kind.REVIEW_WRITTEN, incident, by=by, at=now, text={"changes": changes}, review=review.pk)
    return review


def lock(review, seen):
    """The incident's row first, as everywhere."""
    incident = review.incident
    incident.lock()
    review.refresh_from_db()
    review.incident = incident
    if seen is not None and seen != review.version:
        raise Conflict(seen, review.version, [])
    return incident


def require_unsigned(review):
    if review.signed_at or review.incident.state != State.REVIEW:
        raise WrongState("The review is signed. Add an addendum instead.", ("addendum",))


def cleaned(by, parts, confirmed):
    unknown = [name for name in parts if name not in reviewing.NAMES]
    if unknown:
        raise Refused("There is no such part of a review.", field=unknown[0])
    for name, words in parts.items():
        if len(words) > LONGEST:
            raise Refused(f"A part has at most {LONGEST:,} characters.", field=name)
    return guarding.parts(by, {name: words.strip() for name, words in parts.items()}, confirmed)


def level_of(level):
    if level not in Review.Level.values:
        raise Refused("Choose who may read it.", field="level")
    return level


def rate(incident, severity):
    """Whether the first severity was right, looking back."""
    if severity is None:
        return
    if severity not in Severity.values:
        raise Refused("A severity is SEV1 to SEV4.", field="severity_reviewed")
    incident.put(severity_reviewed=severity)
    incident.write()


@transaction.atomic
def sign_review(review, *, by, seen):
    """It is whole and true (C 45): facilitator and attendees named, every part written that its severity asks for, and
    somebody answers for each action."""
    incident = lock(review, seen)
    policy.require(by, "sign_review", incident)
    require_unsigned(review)
    missing = reviewing.lacking(incident.severity, review.parts)
    if missing:
        named = ", ".join(reviewing.LABELS[name].lower() for name in missing)
        raise Refused(f"The review lacks: {named}.", field=missing[0], missing=missing)
    if review.facilitator_id is None or not review.attendees.exists():
        field = "attendees" if review.facilitator_id else "facilitator"
        raise Refused("Say who led it and who took part.", field=field, missing=(field,))
    now = clock.now()
    review.signed_by, review.signed_at = by.person, now
    review.held_at = review.held_at or now
    review.version += 1
    review.save()
    record(Kind.REVIEW_SIGNED, incident, by=by, at=now, review=review.pk, level=review.level)
    return review


@transaction.atomic
def tell_unopened(*, by, limit=100):
    """Incidents whose review should have been opened by now: the commander and the managers hear of it once (INC-17).
    Answers how many."""
    now = clock.now()
    due = Incident.objects.filter(review_due_at__lte=now, review_told_at=None).order_by("review_due_at")
    found = list(due.select_for_update(no_key=True, skip_locked=True)[:limit])
    for incident in found:
        Incident.objects.filter(pk=incident.pk).update(review_told_at=now)
        record(Kind.REVIEW_OVERDUE, incident, by=by, at=now, due_at=incident.review_due_at)
    return len(found)
