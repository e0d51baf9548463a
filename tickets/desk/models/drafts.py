"""What somebody is writing, kept by the second. It belongs to its writer alone (D5)."""

from django.conf import settings
from django.db import models

from .ticket import Ticket


class DraftKind(models.TextChoices):
    REPLY = "reply", "Reply"
    NOTE = "note", "Note"
    ASK = "ask", "Ask for details"


class Draft(models.Model):
    """One person's unsent text on one ticket. `tab` is the page it came from and `turn` counts that page's savings, so
    that a late one changes nothing; `others` keeps what other pages of the same person had, by page. An empty draft
    stays as a stone: whatever comes late from a page that has sent is known by it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=DraftKind, default=DraftKind.REPLY)
    body = models.TextField(blank=True)
    questions = models.JSONField(default=list, blank=True)
    promise = models.DateTimeField(null=True, blank=True)
    seen = models.BigIntegerField(null=True, blank=True)
    macro = models.ForeignKey("macros.MacroVersion", models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    tab = models.CharField(max_length=40, blank=True)
    turn = models.PositiveIntegerField(default=0)
    others = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "author"], name="draft_once")]
        indexes = [models.Index(fields=["author", "-saved_at"], name="draft_of_author")]

    def __str__(self):
        return f"Draft on T-{self.ticket_id}, revision {self.revision}"
