"""Incidents as what approvals are about (`supportdesk.approvals.subjects`)."""

from django.urls import reverse

from supportdesk.errors import Refused

from . import policy
from .commanding import held
from .models import Incident
from .states import RoleKind, Severity

ASKED = {"declare": ("criteria", "severity"), "word_update": ("message",)}


def seen(person):
    return Incident.objects.visible_to(person)


def need(by, action, incident):
    if action not in ASKED:
        raise Refused("There is no such action.", field="action")
    return policy.need(by, action, incident)


def arguments(by, action, given):
    """The grant is bound to the severity and the criteria, or to the very words."""
    if action not in ASKED or set(given) != set(ASKED[action]):
        raise Refused(f"Say {' and '.join(ASKED.get(action, ('which',)))}, and nothing else.", field="arguments")
    words = "criteria" if action == "declare" else "message"
    if not isinstance(given[words], str) or not given[words].strip():
        raise Refused(f"Say the {words}.", field="arguments")
    if action == "declare" and (type(given["severity"]) is not int or given["severity"] not in Severity.values):
        raise Refused("A severity is 1 to 4.", field="arguments")
    return dict(given) | {words: given[words].strip()}


def words(action, incident, given):
    """The request as one says it."""
    if action == "declare":
        said = f" as {Severity(given['severity']).label}: {given['criteria']}" if given else ""
        return f"Declare {incident.reference} a major incident{said}"
    return f"Tell the requesters of {incident.reference} in own words: {given.get('message', '')}"


def acting(incident):
    """Its commander answers for commanders (INC-06)."""
    span = held(incident).get(RoleKind.COMMANDER)
    return {"IC": span.person_id} if span else {}


def team(incident):
    """It lies with no team: whoever has the role answers."""
    return


def address(pk):
    return reverse("incident", args=[pk])
