"""A file on a ticket: with a message, with a note, or by itself (T-09, SEC-04)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk.files.models import StoredFile

from .outgoing import Outgoing
from .ticket import Ticket
from .words import Message, Note

PERSON = settings.AUTH_USER_MODEL


class EvidenceKind(models.TextChoices):
    SCREENSHOT = "screenshot", "Screenshot"
    HAR = "har", "Browser recording (HAR)"
    CONSOLE = "console", "Console log"
    LOG = "log", "Application log"
    TRACE = "trace", "Trace"
    MONITORING = "monitoring", "Monitoring snapshot"
    DEVICE = "device", "Device information"
    VIDEO = "video", "Video"
    OTHER = "other", "File"


class Sensitivity(models.TextChoices):
    PLAIN = "plain", "Nothing sensitive"
    PERSONAL = "personal", "Personal data"
    SECRET = "secret", "Secrets"


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What this person may know of. What hangs on a note, or on something that is not said yet, is inside; a light
        seat opens none, for what stands in a file cannot be masked (ROLE-06)."""
        if person.sits_lightly:
            return self.none()
        seen = self.filter(outgoing=None, ticket__in=Ticket.objects.visible_to(person))
        return seen if person.serves else seen.filter(internal=False)

    def present(self):
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """`once`: whoever it was meant for opens it one time. Removed, the row stays as the record that it was there."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    note = models.ForeignKey(Note, models.CASCADE, null=True, blank=True, related_name="attachments")
    outgoing = models.ForeignKey(Outgoing, models.CASCADE, null=True, blank=True, related_name="attachments")
    internal = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=EvidenceKind, default=EvidenceKind.OTHER)
    source = models.CharField(max_length=120, blank=True)
    captured_at = models.DateTimeField(null=True, blank=True)
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.PLAIN)
    once = models.BooleanField(default=False)
    viewed_at = models.DateTimeField(null=True, blank=True)
    viewed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(note=None) | Q(internal=True), name="attachment_of_a_note_is_internal"),
            models.CheckConstraint(
                condition=Q(message=None) | Q(internal=False), name="attachment_of_a_message_is_public"
            ),
            models.CheckConstraint(condition=Q(message=None) | Q(note=None), name="attachment_stands_in_one_place"),
        ]

    def __str__(self):
        return f"{self.file} on T-{self.ticket_id}"

    @property
    def state(self):
        """In a word: open, waiting, infected, removed, viewed or gone."""
        if self.removed_at:
            return "removed"
        return "viewed" if self.viewed_at else self.file.state

    @property
    def is_shown(self):
        """Whether a page may show the picture itself."""
        return bool(self.file.preview_type) and not self.once and self.state == "open"
