"""Questions that wait for an answer: to the requester (T-25), and among colleagues (COM-10)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .ticket import Ticket
from .words import Message, Note

PERSON = settings.AUTH_USER_MODEL


class AskState(models.TextChoices):
    OPEN = "open", "Waits for an answer"
    ANSWERED = "answered", "Answered"
    SILENT = "silent", "Never answered"
    WITHDRAWN = "withdrawn", "No longer needed"


class Ask(models.Model):
    """One structured ask for details. `plan` is the policy it was asked under: working days after which it is chased,
    and those after which silence closes the ticket. `chase_at` is the next of these instants."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="asks")
    message = models.OneToOneField(Message, models.PROTECT, related_name="ask")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    plan = models.JSONField()
    chases = models.PositiveSmallIntegerField(default=0)
    chase_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=AskState, default=AskState.OPEN)
    answer = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["chase_at"], name="ask_chase_at", condition=Q(chase_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], name="ask_one_open", condition=Q(state=AskState.OPEN)),
            models.CheckConstraint(
                condition=Q(state=AskState.OPEN, ended_at__isnull=True)
                | (~Q(state=AskState.OPEN) & Q(ended_at__isnull=False, chase_at__isnull=True)),
                name="ask_over_is_not_chased",
            ),
        ]

    def __str__(self):
        return f"Ask of T-{self.ticket_id}, {self.get_state_display().lower()}"


class AskPart(models.Model):
    """One question of an ask, and what was said to it."""

    ask = models.ForeignKey(Ask, models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=500)
    why = models.CharField(max_length=500, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["ask", "position"], name="askpart_place")]

    def __str__(self):
        return self.question


class Inquiry(models.Model):
    """A colleague is asked for something by an instant; both are reminded once when it passes unanswered."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="inquiries")
    note = models.OneToOneField(Note, models.PROTECT, related_name="inquiry")
    asker = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    needed_by = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey(Note, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    response_seconds = models.PositiveIntegerField(null=True, help_text="How long the one asked took (SLA-14).")

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["remind_at"], name="inquiry_remind_at", condition=Q(remind_at__isnull=False)),
            models.Index(fields=["asked", "needed_by"], name="inquiry_open", condition=Q(answered_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(remind_at__isnull=True), name="inquiry_answered_is_quiet"
            )
        ]

    def __str__(self):
        return f"{self.asker} asks {self.asked} on T-{self.ticket_id}"
