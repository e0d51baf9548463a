"""A wall around one thing (SEC-13). Each owner makes a table of its own, with a real key and a list of people."""

from django.conf import settings
from django.db import models

from supportdesk.accounts.models import Role
from supportdesk.errors import WrongState


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
    frozen_at = models.DateTimeField(null=True, blank=True, help_text="From then on nothing was said outside (ESC-10).")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return self.get_kind_display()

    @property
    def is_frozen(self):
        return self.frozen_at is not None and self.released_at is None

    def require_free(self):
        """Raise while nothing may be said outside."""
        if self.is_frozen:
            raise WrongState("Outward words are frozen until a security officer releases them.", ("release_words",))
