"""What has not been told yet: one row per event and lane, written with the event, deleted by the relay."""

from django.db import models


class Lane(models.TextChoices):
    PEOPLE = "people"
    FIGURES = "figures"


class OutboxQuerySet(models.QuerySet):
    def waiting(self, lane):
        """In the order in which things happened."""
        return self.filter(lane=Lane(lane).value, failed_at=None).order_by("event_id")

    def failed(self):
        return self.exclude(failed_at=None).order_by("failed_at")


class Outbox(models.Model):
    """An event that one lane still owes to its subscribers."""

    pk = models.CompositePrimaryKey("event_id", "lane")
    event_id = models.BigIntegerField()
    lane = models.CharField(max_length=10, choices=Lane.choices)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["event_id"], name=f"waiting_{lane}", condition=models.Q(lane=lane, failed_at__isnull=True)
            )
            for lane in ("people", "figures")
        ] + [models.Index(fields=["failed_at"], name="set_aside", condition=models.Q(failed_at__isnull=False))]

    def __str__(self):
        return f"event {self.event_id} for {self.lane}"
