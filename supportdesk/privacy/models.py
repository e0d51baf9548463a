"""A wall around one thing (SEC-13). Each owner makes a table of its own, with a real key and a list of people."""

from django.conf import settings
from django.db import models

from supportdesk.accounts.models import Role


class RestrictionKind(models.TextChoices):
    SECURITY = "security", "Security"
    HR = "hr", "Human resources"
    LEGAL = "legal", "Legal"
    COMPLAINT = "complaint", "Complaint"


READERS = {
    Role.SO: frozenset(RestrictionKind.values),
    Role.SM: frozenset(RestrictionKind.values) - {RestrictionKind.HR.value},
}


def kinds_read_by(person):
    """The kinds that somebody reads by their role, named or not."""
    return sorted(frozenset().union(*(READERS.get(Role(role), frozenset()) for role in person.roles)))


class AbstractRestriction(models.Model):
    kind = models.CharField(max_length=20, choices=RestrictionKind)
    reason = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return self.get_kind_display()
