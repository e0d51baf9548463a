"""Restricted incidents (SEC-13): only the people on the list, whoever has a part in it, and a role or two by the kind
know that there is one."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from supportdesk.accounts.models import Role
from supportdesk.privacy.models import AbstractRestriction, RestrictionKind, kinds_read_by

from .role import RoleSpan


class IncidentWall(AbstractRestriction):
    incident = models.OneToOneField("response.Incident", models.CASCADE, related_name="wall")


def kinds_led_by(person):
    """A commander is called to whatever is not a matter of persons."""
    led = {RestrictionKind.SECURITY.value} if person.has_role(Role.IC) else set()
    return sorted({*kinds_read_by(person), *led})


def behind_the_wall(person) -> Q:
    """The restricted incidents that this person may know of: named, with a part in it or one on offer, or by role and
    kind."""
    here = {"incident": OuterRef("pk")}
    named = IncidentWall.people.through.objects.filter(person=person, incidentwall__incident=OuterRef("pk"))
    allowed = Q(Exists(RoleSpan.objects.filter(**here, person=person, ended_at=None))) | Q(Exists(named))
    kinds = kinds_led_by(person)
    if kinds:
        allowed |= Q(Exists(IncidentWall.objects.filter(**here, kind__in=kinds)))
    return Q(restricted=True) & allowed
