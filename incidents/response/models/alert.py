"""Who sends alerts, and what they said (INC-22)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk import vault
from supportdesk.outbound.models.source import SignedSource, SourceQuerySet

PERSON = settings.AUTH_USER_MODEL


class AlertSourceQuerySet(SourceQuerySet):
    def visible_to(self, person):
        return self if person.serves else self.none()


class AlertSource(SignedSource):
    """One system that sends alerts."""

    subject, use = "alert_source", vault.ALERT_SOURCES

    component = models.ForeignKey(
        "catalogue.Component",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of alerts without one.",
    )

    objects = AlertSourceQuerySet.as_manager()


class Alert(models.Model):
    """One trouble as a source tells of it, however often: the same fingerprint is the same alert while it lasts."""

    class Status(models.TextChoices):
        FIRING = "firing", "Firing"
        RESOLVED = "resolved", "Resolved"

    subject = "alert"

    source = models.ForeignKey(AlertSource, models.PROTECT, related_name="alerts")
    fingerprint = models.CharField(max_length=200)
    incident = models.ForeignKey("response.Incident", models.PROTECT, null=True, blank=True, related_name="alerts")
    status = models.CharField(max_length=10, choices=Status)
    title = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    url = models.URLField(max_length=500, blank=True)
    labels = models.JSONField(default=dict, blank=True)
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="+")
    severity = models.PositiveSmallIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-last_at", "-pk"]
        indexes = [models.Index(fields=["incident", "-last_at"], name="alert_of_incident")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "fingerprint"], condition=Q(status="firing"), name="alert_fires_once"
            ),
            models.CheckConstraint(condition=Q(status__in=["firing", "resolved"]), name="alert_status_known"),
        ]

    def __str__(self):
        return self.title


class Receipt(models.Model):
    """A message that was taken: sent again it is answered again and counted once. Kept as long as its signature could
    be replayed, and some time beyond."""

    source = models.ForeignKey(AlertSource, models.CASCADE, related_name="+")
    message_id = models.CharField(max_length=100)
    alert = models.ForeignKey(Alert, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="receipt_at")]
        constraints = [models.UniqueConstraint(fields=["source", "message_id"], name="receipt_once")]

    def __str__(self):
        return self.message_id
