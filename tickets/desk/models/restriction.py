"""Restricted tickets (SEC-13): only the people on the list, and a role or two by the kind, know that there is one."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from supportdesk.privacy.models import AbstractRestriction, kinds_read_by


class Restriction(AbstractRestriction):
    ticket = models.OneToOneField("desk.Ticket", models.CASCADE, related_name="restriction")


def on_the_list(person) -> Q:
    """The restricted tickets that this person may know of: named, by role and kind, or as the requester. Asked of
    restricted tickets alone, which are few: of the others one column is read."""
    named = Restriction.people.through.objects.filter(person=person, restriction__ticket=OuterRef("pk"))
    allowed = Q(requester=person) | Q(Exists(named))
    kinds = kinds_read_by(person)
    if kinds:
        allowed |= Q(Exists(Restriction.objects.filter(ticket=OuterRef("pk"), kind__in=kinds)))
    return Q(restricted=True) & allowed
