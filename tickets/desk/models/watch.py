"""Who follows a ticket without working on it (T-53)."""

from django.conf import settings
from django.db import models

from .ticket import Ticket

PERSON = settings.AUTH_USER_MODEL


class WatchLevel(models.TextChoices):
    ALL = "all", "Everything"
    PUBLIC = "public", "Public replies"
    RESOLVED = "resolved", "Only how it ends"


class Watch(models.Model):
    """One colleague follows one ticket, and hears of as much as `level` says. No requester ever learns of it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="watches")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="watches")
    level = models.CharField(max_length=10, choices=WatchLevel, default=WatchLevel.ALL)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="watch_once")]

    def __str__(self):
        return f"{self.person} watches T-{self.ticket_id}"
