"""Files in the timeline of an incident (INC-05)."""

from django.db import models

from supportdesk.files.models import StoredFile

from .entry import Entry


class EntryFile(models.Model):
    """It stands with its entry, and whoever may know of the incident may open it."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.file} in {self.entry}"
