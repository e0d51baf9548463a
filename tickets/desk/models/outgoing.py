"""What is written and not yet said: a reply in its hold, or one that waits for a colleague's look."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .ticket import Ticket
from .words import Message

PERSON = settings.AUTH_USER_MODEL


class OutgoingState(models.TextChoices):
    """`held` and `review` are open: nobody but the writer, and a reviewer, knows of it. The rest is over."""

    HELD = "held", "About to be sent"
    REVIEW = "review", "Waits for review"
    SENT = "sent", "Sent"
    UNDONE = "undone", "Taken back"
    RETURNED = "returned", "Came back"


class Outgoing(models.Model):
    """One reply (or ask: then with `questions`) on its way. The sweep says what is held once `send_at` has come, and
    gives it back instead when something newer than `seen` stands on the ticket. A review has no `send_at`: whoever
    grants it holds it anew."""

    subject = "outgoing"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="outgoing")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    body = models.TextField()
    questions = models.JSONField(default=list, blank=True)
    promise = models.DateTimeField(null=True, blank=True)
    substantial = models.BooleanField(default=True)
    confirmed = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    seen = models.BigIntegerField(null=True, blank=True)
    macro = models.ForeignKey("macros.MacroVersion", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=OutgoingState, default=OutgoingState.HELD)
    send_at = models.DateTimeField(null=True, blank=True)
    reviewer = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    comment = models.TextField(blank=True)
    message = models.OneToOneField(Message, models.PROTECT, null=True, blank=True, related_name="outgoing")
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["send_at"], name="outgoing_send_at", condition=Q(send_at__isnull=False)),
            models.Index(fields=["ticket", "author"], name="outgoing_open", condition=Q(decided_at__isnull=True)),
            models.Index(fields=["created_at"], name="outgoing_review", condition=Q(state=OutgoingState.REVIEW)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=OutgoingState.HELD, send_at__isnull=False)
                | (~Q(state=OutgoingState.HELD) & Q(send_at__isnull=True)),
                name="outgoing_held_has_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(OutgoingState.HELD, OutgoingState.REVIEW), decided_at__isnull=True)
                | Q(
                    state__in=(OutgoingState.SENT, OutgoingState.UNDONE, OutgoingState.RETURNED),
                    decided_at__isnull=False,
                ),
                name="outgoing_over_is_decided",
            ),
        ]

    def __str__(self):
        return f"Reply of {self.author} to T-{self.ticket_id}, {self.get_state_display().lower()}"

    @property
    def organisation_id(self):
        return self.ticket.organisation_id

    def lock(self) -> None:
        """Lock the row and read it anew. The ticket's lock comes first, always."""
        self.refresh_from_db(from_queryset=Outgoing.objects.select_for_update(no_key=True))
