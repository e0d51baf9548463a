"""Who hears of an incident by a notice."""

from django.db.models import Q

from supportdesk.accounts.models import Person, Role
from supportdesk.outbound import notices
from supportdesk.outbound.models import Notification

from .commanding import held
from .kinds import Kind
from .models import ActionItem, Incident, RoleSpan
from .states import Audience, RoleKind

TELL_FROM = 75
URGENT, WARNING, INFO = Notification.Level.URGENT, Notification.Level.WARNING, Notification.Level.INFO
COMMANDERS, MANAGERS = (Role.IC,), (Role.SM,)
SUSPECTED = "{incident} is suspected ({severity}): look, then take command or dismiss it."
DECLARED = "{incident} is a major incident now ({severity})."
OFFERED = "You are asked to be {role} of {incident}."
LATE = "The {audience} update of {incident} is late."
SOON = "The {audience} update of {incident} is due soon."
ITEM = "{what} of {incident} is overdue."
REVIEW = "The review of {incident} should have been opened by now."
KINDS = {
    Kind.SUSPECTED,
    Kind.DECLARED,
    Kind.ROLE_GIVEN,
    Kind.UPDATE_LATE,
    Kind.UPDATE_WARNED,
    Kind.ITEM_OVERDUE,
    Kind.ITEM_ADDED,
    Kind.REVIEW_OVERDUE,
}


def notify(events):
    """One notice per person and event; whoever did it does not hear of it, nor who may not know of the incident."""
    heard = [event for event in events if event.kind in KINDS and event.via != "import" and matters(event)]
    if not heard:
        return
    known = Incident.objects.in_bulk({event.subject_id for event in heard})
    written = [
        notice(event, person, words, level)
        for event in heard
        if event.subject_id in known
        for person, words, level in hearers(event, known[event.subject_id])
        if person.pk != event.actor_id and person.is_active
    ]
    notices.write(written)


def matters(event):
    """The early levels of a clock are for figures; people hear when little time is left."""
    return event.kind != Kind.UPDATE_WARNED or event.data["share"] >= TELL_FROM


def hearers(event, incident):
    """(person, words, level) of each who hears of it."""
    people, words, level = HEARD[event.kind](event, incident)
    named = {"incident": incident.reference, "severity": incident.get_severity_display()}
    allowed = {one.pk: one for one in people if one and Incident.objects.visible_to(one).filter(pk=incident.pk)}
    return [(one, words.format(**named), level) for one in allowed.values()]


def in_roles(*roles, leads=False):
    """Active people with one of these roles, and with `leads` all who lead a team (DEC-05)."""
    found = Q(roles__overlap=list(roles))
    if leads:
        found |= Q(memberships__lead=True)
    return list(Person.objects.active().filter(found, is_machine=False).distinct().order_by("pk"))


def suspected(event, incident):
    return in_roles(*COMMANDERS, leads=True), SUSPECTED, URGENT


def declared(event, incident):
    return in_roles(Role.IC, Role.SM, Role.SO, leads=True), DECLARED, URGENT


def role_given(event, incident):
    span = RoleSpan.objects.select_related("person").filter(pk=event.data["span"]).first()
    if span is None or span.accepted_at:
        return [], "", INFO
    return [span.person], OFFERED.replace("{role}", span.get_role_display().lower()), URGENT


def update_due(words, level):
    def heard(event, incident):
        parts = held(incident)
        people = [parts[role].person for role in (RoleKind.COMMUNICATIONS, RoleKind.COMMANDER) if role in parts]
        people = people or in_roles(*COMMANDERS)
        return people, words.replace("{audience}", Audience(event.data["audience"]).label.lower()), level

    return heard


def item_told(words, level, *, managers):
    def heard(event, incident):
        item = ActionItem.objects.select_related("owner").filter(pk=event.data["item"]).first()
        if item is None:
            return [], "", level
        people = [item.owner, *(in_roles(*MANAGERS) if managers else [])]
        return people, words.replace("{what}", braced(item.what[:120])), level

    return heard


def braced(text):
    """For `format`: what somebody wrote holds no names of ours."""
    return text.replace("{", "{{").replace("}", "}}")


def review_overdue(event, incident):
    span = incident.roles.filter(role=RoleKind.COMMANDER, accepted_at__isnull=False).order_by("-pk").first()
    return [*([span.person] if span else in_roles(*COMMANDERS)), *in_roles(*MANAGERS)], REVIEW, WARNING


HEARD = {
    Kind.SUSPECTED: suspected,
    Kind.DECLARED: declared,
    Kind.ROLE_GIVEN: role_given,
    Kind.UPDATE_LATE: update_due(LATE, URGENT),
    Kind.UPDATE_WARNED: update_due(SOON, WARNING),
    Kind.ITEM_OVERDUE: item_told(ITEM, WARNING, managers=True),
    Kind.ITEM_ADDED: item_told("{what}: yours, after {incident}.", INFO, managers=False),
    Kind.REVIEW_OVERDUE: review_overdue,
}


def notice(event, person, words, level):
    return Notification(
        person_id=person.pk,
        event_id=event.pk,
        kind=event.kind,
        subject=Incident.subject,
        subject_id=event.subject_id,
        text=words[:300],
        level=level,
        created_at=event.recorded_at,
    )
