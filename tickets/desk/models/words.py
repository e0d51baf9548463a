"""What is said on a ticket: public messages and internal notes, two tables on purpose (T-13)."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from .ticket import Ticket


class Message(models.Model):
    """A public message between the requester and the desk. The first one is the description."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    from_desk = models.BooleanField()
    substantial = models.BooleanField(default=True)
    body = models.TextField()
    promised_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    source_key = models.CharField(max_length=200, null=True, blank=True, unique=True)

    class Meta:
        indexes = [models.Index(fields=["ticket", "at"], name="message_ticket")]
        ordering = ["at", "id"]

    def __str__(self):
        return f"Message {self.pk} on T-{self.ticket_id}"


class Note(models.Model):
    """An internal note: never delivered to a requester, by any channel (T-13)."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    at = models.DateTimeField()
    source_key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in")

    class Meta:
        indexes = [models.Index(fields=["ticket", "at"], name="note_ticket")]
        ordering = ["at", "id"]

    def __str__(self):
        return f"Note {self.pk} on T-{self.ticket_id}"


class Text(models.Model):
    """Search text in a narrow table of its own: one row a message, written once, so that no change
    of state ever touches the index."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="texts", db_index=False)
    internal = models.BooleanField()
    at = models.DateTimeField()
    document = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["document"], name="text_document"),
            models.Index(fields=["ticket"], name="text_ticket"),
        ]

    def __str__(self):
        return f"Text of T-{self.ticket_id}"


class Reading(models.Model):
    """Up to when a person has read a ticket; newer activity shows as unread."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="readings")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "ticket"], name="reading_once")]

    def __str__(self):
        return f"T-{self.ticket_id} read until {self.read_at:%Y-%m-%d %H:%M}"
