"""What a packet holds: its fields with where each came from, the log of hypotheses, cleared files, and open gaps."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import Confidence, HypothesisState
from .escalation import Escalation

PERSON = settings.AUTH_USER_MODEL


class PacketField(models.Model):
    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=4)
    parts = models.JSONField()
    source = models.CharField(max_length=120, help_text="Where it came from: the ticket, a note, or whoever wrote it.")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["field"]
        constraints = [models.UniqueConstraint(fields=["escalation", "field"], name="packetfield_once")]

    def __str__(self):
        return f"{self.field} of E-{self.escalation_id}"


class Gap(models.Model):
    """A field that was missing when an immediate escalation went: a task of thirty minutes (D.2)."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="gaps")
    field = models.CharField(max_length=4)
    due_at = models.DateTimeField()
    ring_at = models.DateTimeField(null=True, blank=True)
    filled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["field"]
        indexes = [models.Index(fields=["ring_at"], name="gap_ring_at", condition=Q(ring_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["escalation", "field"], name="gap_once"),
            models.CheckConstraint(condition=Q(filled_at__isnull=True) | Q(ring_at__isnull=True), name="gap_quiet"),
        ]

    def __str__(self):
        return f"{self.field} lacks on E-{self.escalation_id}"


class Hypothesis(models.Model):
    """ESC-19: kept apart from facts."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="hypotheses")
    statement = models.CharField(max_length=500)
    test = models.CharField(max_length=1000, blank=True)
    result = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=HypothesisState, default=HypothesisState.OPEN)
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.LOW)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "hypotheses"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=HypothesisState.OPEN, settled_at__isnull=True)
                | ~Q(state=HypothesisState.OPEN) & Q(settled_at__isnull=False) & ~Q(result=""),
                name="hypothesis_settled_by_a_result",
            )
        ]

    def __str__(self):
        return self.statement


class Artefact(models.Model):
    """A file of the ticket that somebody has cleared to leave with the packet (ESC-16, P-34)."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="artefacts")
    attachment = models.ForeignKey("desk.Attachment", models.CASCADE, related_name="+")
    sensitivity = models.CharField(max_length=20)
    cleared_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["escalation", "attachment"], name="artefact_once")]

    def __str__(self):
        return f"File {self.attachment_id} with E-{self.escalation_id}"
