from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import RoleKind

PERSON = settings.AUTH_USER_MODEL


class RoleSpanQuerySet(models.QuerySet):
    def held(self):
        """Accepted and not given on."""
        return self.filter(accepted_at__isnull=False, ended_at=None)

    def offered(self):
        return self.filter(accepted_at=None, ended_at=None)

    def of(self, incident, person):
        return self.filter(incident=incident, person=person)


class RoleSpan(models.Model):
    """From when until when somebody had a role in an incident (INC-06). What is offered and not accepted yet is held
    by nobody: the one before goes on until then."""

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=RoleKind)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="incident_roles")
    given_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleSpanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "role"],
                condition=Q(accepted_at__isnull=False, ended_at__isnull=True) & ~Q(role=RoleKind.READER),
                name="rolespan_one_holder",
            ),
            models.UniqueConstraint(
                fields=["incident", "role"],
                condition=Q(accepted_at__isnull=True, ended_at__isnull=True) & ~Q(role=RoleKind.READER),
                name="rolespan_one_offer",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.person}"
