"""One file: what it was called, what it is, and what a scanner said. Its bytes stand on disk under the key."""

import secrets

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Scan(models.TextChoices):
    UNSCANNED = "unscanned", "Not checked"
    PENDING = "pending", "Being checked"
    CLEAN = "clean", "Checked"
    INFECTED = "infected", "Infected"


OWED = (Scan.UNSCANNED, Scan.PENDING)


def new_key():
    return secrets.token_hex(16)


class StoredFileQuerySet(models.QuerySet):
    def loose_of(self, person):
        """What this person uploaded and has not sent yet."""
        return self.filter(uploaded_by=person, discard_at__isnull=False, discarded_at=None)

    def unseen(self):
        """What the scanner owes a verdict on, the latest first: somebody is waiting for it now."""
        return self.filter(scan__in=OWED, discarded_at=None).order_by("-pk")


class StoredFile(models.Model):
    """Nothing of what a person sent is in the key. `discard_at` is when the bytes go: a day after the upload for a file
    that nothing holds, at once for one that was let go. The row stays as the record that it was there."""

    subject = "file"

    key = models.CharField(max_length=32, unique=True, default=new_key)
    name = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    type = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, blank=True)
    flagged = models.BooleanField(default=False)
    holds = ArrayField(models.CharField(max_length=20), default=list, blank=True)  # kinds of supportdesk.privacy
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    preview_type = models.CharField(max_length=40, blank=True)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.UNSCANNED)
    finding = models.CharField(max_length=200, blank=True)
    scanned_at = models.DateTimeField(null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stored_at = models.DateTimeField()
    discard_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(scan__in=Scan.values), name="file_scan_known")]
        indexes = [
            models.Index(fields=["uploaded_by", "stored_at"], name="file_of_person"),
            models.Index(fields=["discard_at"], name="file_discard_at", condition=Q(discard_at__isnull=False)),
            models.Index(fields=["id"], name="file_unscanned", condition=Q(scan__in=["unscanned", "pending"])),
        ]

    def __str__(self):
        return self.name

    @property
    def organisation_id(self):
        return self.uploaded_by.organisation_id

    @property
    def is_gone(self):
        return self.discarded_at is not None

    @property
    def is_open(self):
        """Whether its bytes may leave at all: with a scanner only what it called clean, and never what is infected."""
        if self.is_gone or self.scan == Scan.INFECTED:
            return False
        return self.scan == Scan.CLEAN or not settings.CLAMD_URL

    @property
    def state(self):
        """In a word, for pages and programs: open, waiting, infected or gone."""
        if self.is_gone:
            return "gone"
        if self.is_open:
            return "open"
        return "infected" if self.scan == Scan.INFECTED else "waiting"
