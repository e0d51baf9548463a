"""Chats that other programs hold with people, and what of them stands on which ticket (T-02, INT-04)."""

from django.conf import settings
from django.db import models

from supportdesk import vault
from supportdesk.outbound.models.source import SignedSource, SourceQuerySet
from tickets.desk.models import Message, Ticket


class ChatSourceQuerySet(SourceQuerySet):
    def visible_to(self, person):
        if person.serves_everybody:
            return self
        return self.filter(queue__organisation=person.organisation_id) if person.serves else self.none()


class ChatSource(SignedSource):
    """One chat and the queue its conversations go to."""

    subject, use = "chat_source", vault.CHATS

    queue = models.ForeignKey("catalogue.Queue", models.PROTECT, related_name="+")
    type = models.ForeignKey("catalogue.TicketType", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ChatSourceQuerySet.as_manager()

    @property
    def organisation_id(self):
        return self.queue.organisation_id


class Conversation(models.Model):
    """What the chat calls one conversation, whose it is, and the ticket it goes on in."""

    source = models.ForeignKey(ChatSource, models.PROTECT, related_name="conversations")
    name = models.CharField(max_length=100)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "name"], name="conversation_once")]

    def __str__(self):
        return self.name


class Utterance(models.Model):
    """One message of a chat by the id it came under: sent again it is the same."""

    source = models.ForeignKey(ChatSource, models.PROTECT, related_name="+")
    sent_as = models.CharField(max_length=100)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    message = models.OneToOneField(Message, models.CASCADE, related_name="utterance")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "sent_as"], name="utterance_once")]

    def __str__(self):
        return self.sent_as
