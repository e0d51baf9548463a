"""Which approved wording was used where, and how far it was tailored: what its figures count (KB-15)."""

from django.conf import settings
from django.db import models

from .ticket import Ticket


class MacroUse(models.Model):
    """`edited` is the share of the words that differ from the rendered text, in per cent."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="macro_uses")
    macro = models.ForeignKey("macros.MacroVersion", models.PROTECT, related_name="+")
    message = models.ForeignKey("desk.Message", models.CASCADE, null=True, blank=True, related_name="+")
    note = models.ForeignKey("desk.Note", models.CASCADE, null=True, blank=True, related_name="+")
    edited = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return f"{self.macro} on T-{self.ticket_id}"
