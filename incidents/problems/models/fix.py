"""What is done so that it does not come back, and when it did (PRB-08, PRB-09)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import ActionKind
from .problem import Problem

PERSON = settings.AUTH_USER_MODEL


class FixActionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None, dropped_at=None)


class FixAction(models.Model):
    """Somebody's by a day. `reference` and `url` name the bug or the change outside."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=20, choices=ActionKind)
    words = models.CharField(max_length=500)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="fix_actions")
    due_on = models.DateField()
    reference = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=500, blank=True)

    objects = FixActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(dropped_at__isnull=True), name="fixaction_done_or_dropped"
            )
        ]

    def __str__(self):
        return self.words


class Recurrence(models.Model):
    """It came back after a fix: from which state, how long after, and what showed it."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="recurrences")
    at = models.DateTimeField()
    deployed_at = models.DateTimeField()
    was = models.CharField(max_length=15)
    why = models.CharField(max_length=300)
    tickets = models.ManyToManyField("desk.Ticket", related_name="+")
    incidents = models.ManyToManyField("response.Incident", related_name="+")

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["problem", "deployed_at"], name="recurrence_once_per_fix")]

    def __str__(self):
        return f"{self.problem} again"

    @property
    def after(self):
        return self.at - self.deployed_at
