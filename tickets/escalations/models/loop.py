"""What goes back and forth: returns with their questions, follow-ups, progress, reminders."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import ReturnReason
from .escalation import Escalation

PERSON = settings.AUTH_USER_MODEL


class Return(models.Model):
    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="returned")
    round = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=20, choices=ReturnReason)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"E-{self.escalation_id} returned: {self.get_reason_display().lower()}"


class ReturnItem(models.Model):
    """What is wrong with one field of the packet, or one question: each with its own code, each answered by itself."""

    returned = models.ForeignKey(Return, models.CASCADE, related_name="items")
    field = models.CharField(max_length=4, blank=True)
    reason = models.CharField(max_length=20, choices=ReturnReason)
    question = models.CharField(max_length=500)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.question


class FollowUp(models.Model):
    """Support asks the receiver something: it is answered by its OLA (SLA-09)."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="follow_ups")
    question = models.CharField(max_length=500)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.question


class Progress(models.Model):
    """What the receiver says of the work, for support to see."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="progress")
    words = models.TextField()
    useful = models.BooleanField(default=False, help_text="Support can go on with it: a useful answer (ESC-22).")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.words[:60]


class Reminder(models.Model):
    """ESC-15. One that comes too soon after the last is kept and reaches nobody."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="reminders")
    to = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    suppressed = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["escalation", "-at"], name="reminder_sent", condition=Q(suppressed=False))]

    def __str__(self):
        return f"Reminder on E-{self.escalation_id}"
