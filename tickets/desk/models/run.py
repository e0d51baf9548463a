"""Playbooks at work on a ticket (T-16)."""

from django.db import models
from django.db.models import Q

from kb.playbooks.models import AbstractRun, AbstractStepResult

from .ticket import Ticket


class PlaybookRun(AbstractRun):
    """The ticket's row is the lock of its runs."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="playbook_runs")

    class Meta(AbstractRun.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "version"], name="playbookrun_once_at_a_time", condition=Q(ended_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, outcome="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(outcome=""),
                name="playbookrun_ended_whole",
            ),
        ]


class StepResult(AbstractStepResult):
    run = models.ForeignKey(PlaybookRun, models.CASCADE, related_name="results")

    class Meta(AbstractStepResult.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="answered") & ~Q(answer="") | ~Q(outcome="answered") & Q(answer=""),
                name="stepresult_answer_of_a_question",
            ),
        ]
