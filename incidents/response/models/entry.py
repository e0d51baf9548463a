from django.conf import settings
from django.db import models

from ..states import Audience, EntryKind, Mark

PERSON = settings.AUTH_USER_MODEL


class Entry(models.Model):
    """One line of an incident's timeline (INC-05): `at` is when it happened, `entered_at` when it was written down."""

    subject = "incident_entry"

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=20, choices=EntryKind)
    mark = models.CharField(max_length=20, choices=Mark, default=Mark.FACT)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.INTERNAL)
    at = models.DateTimeField()
    entered_at = models.DateTimeField()
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    source = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    evidence = models.URLField(max_length=500, blank=True)
    ticket = models.ForeignKey("desk.Ticket", models.SET_NULL, null=True, blank=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    edited_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["incident", "at"], name="entry_of_incident")]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"{self.get_kind_display()} of INC-{self.incident_id}"

    @property
    def late(self) -> bool:
        """Written down well after it happened: then both instants are shown."""
        return (self.entered_at - self.at).total_seconds() >= 60

    def lock(self):
        self.refresh_from_db(from_queryset=Entry.objects.select_for_update(no_key=True))
