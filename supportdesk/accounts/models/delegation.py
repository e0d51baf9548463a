from django.conf import settings
from django.db import models
from django.db.models import F, Q

from supportdesk.accounts.models.role import Role


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever gave it, and whoever stands in."""
        return self.filter(Q(giver=person) | Q(to=person))

    def running(self, now):
        return self.filter(ended_at=None, since__lte=now, until__gt=now, giver__is_active=True)


class Delegation(models.Model):
    """For a time somebody approves in another's place, in one role (ROLE-03)."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stands_in")
    role = models.CharField(max_length=2, choices=Role)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(fields=["to", "until"], name="delegation_to", condition=Q(ended_at__isnull=True))]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="delegation_takes_time"),
            models.CheckConstraint(condition=~Q(to=F("giver")), name="delegation_to_another"),
        ]

    def __str__(self):
        return f"{self.to} for {self.giver} as {self.get_role_display()}"

    @property
    def organisation_id(self):
        return self.giver.organisation_id

    @property
    def holds(self):
        """Nobody stands in for a role that was taken away meanwhile."""
        return self.role in self.giver.roles

    def lock(self):
        self.refresh_from_db(from_queryset=Delegation.objects.select_for_update(no_key=True))
