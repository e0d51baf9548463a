"""What somebody asked for in another's page, under an address that nobody has proved yet."""

from django.db import models
from django.db.models import Q


class AwaitedRequest(models.Model):
    """A form that was filled in without an account. It becomes a ticket by a press behind the link that its address
    was sent; without one it is forgotten, so that nobody asks in another's name (X-07)."""

    subject = "form_request"

    version = models.ForeignKey("FormVersion", models.PROTECT, related_name="awaited")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    answers = models.JSONField()
    confirmed = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="awaited_ends_at", condition=Q(confirmed_at__isnull=True))]

    def __str__(self):
        return f"{self.version} by {self.email}"

    @property
    def organisation_id(self):
        return self.version.form.organisation_id
