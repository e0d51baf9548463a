"""Runbooks at work on an incident (INC-21)."""

from django.db import models
from django.db.models import Q

from kb.playbooks.models import AbstractRun, AbstractStepResult


class RunbookRun(AbstractRun):
    """The incident's row is the lock of its runs."""

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="runbooks")

    class Meta(AbstractRun.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "version"], name="runbookrun_once_at_a_time", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, outcome="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome=""),
                name="runbookrun_ended_whole",
            ),
        ]


class RunbookResult(AbstractStepResult):
    run = models.ForeignKey(RunbookRun, models.CASCADE, related_name="results")

    class Meta(AbstractStepResult.Meta):
        abstract = False
