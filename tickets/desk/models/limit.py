"""How many tickets at once (T-20): for each analyst, or in a column of the board."""

from django.db import models
from django.db.models import Q

from ..states import WAITING, Status

COLUMNS = (Status.IN_PROGRESS.value, *WAITING)  # where plain moves lead: elsewhere nothing could be refused


class WipLimit(models.Model):
    """Of a queue, or of all queues of a team. `status` names the column; without it, it is for each analyst."""

    class Mode(models.TextChoices):
        WARN = "warn", "Warn"
        BLOCK = "block", "Refuse"

    subject = "wip_limit"

    queue = models.ForeignKey("catalogue.Queue", models.CASCADE, null=True, blank=True, related_name="wip_limits")
    team = models.ForeignKey("accounts.Team", models.CASCADE, null=True, blank=True, related_name="wip_limits")
    status = models.CharField(max_length=20, blank=True)
    most = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=5, choices=Mode, default=Mode.WARN)

    class Meta:
        ordering = ["team__name", "queue__name", "status"]
        constraints = [
            models.UniqueConstraint(fields=["queue", "team", "status"], name="wiplimit_once", nulls_distinct=False),
            models.CheckConstraint(
                condition=Q(queue__isnull=True, team__isnull=False) | Q(queue__isnull=False, team__isnull=True),
                name="wiplimit_of_queue_or_team",
            ),
            models.CheckConstraint(condition=Q(status__in=["", *COLUMNS]), name="wiplimit_column_known"),
            models.CheckConstraint(condition=Q(most__gt=0), name="wiplimit_positive"),
        ]

    def __str__(self):
        return f"{self.of}: {self.scope} {self.most}"

    @property
    def of(self):
        return self.queue or self.team

    @property
    def scope(self):
        return f"in “{Status(self.status).label}”" if self.status else "for each analyst"

    @property
    def blocks(self):
        return self.mode == self.Mode.BLOCK
