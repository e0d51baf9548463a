"""Which tickets belong to an incident, and what it still has to do to each of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import Flow

PERSON = settings.AUTH_USER_MODEL


class IncidentTicketQuerySet(models.QuerySet):
    def live(self):
        """Not taken out again."""
        return self.filter(unlinked_at=None)

    def untold(self):
        """Without the final message."""
        return self.live().filter(told_at=None)


class IncidentTicket(models.Model):
    """One ticket of an incident. `exclusive` while the incident is a live major one: then no other such incident may
    have the ticket. `flow` is what the incident does to the ticket, at `flow_due_at`; `told_at` is when its requester
    got the final message."""

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="links")
    ticket = models.ForeignKey("desk.Ticket", models.PROTECT, related_name="incident_links")
    linked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    unlinked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    unlinked_at = models.DateTimeField(null=True)
    exclusive = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)
    flow = models.CharField(max_length=10, choices=Flow, blank=True)
    flow_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    flow_due_at = models.DateTimeField(null=True)
    flow_words = models.CharField(max_length=500, blank=True)

    objects = IncidentTicketQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["flow_due_at"], name="incidentticket_flow", condition=Q(flow_due_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "ticket"], condition=Q(unlinked_at__isnull=True), name="incidentticket_once"
            ),
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(exclusive=True, unlinked_at__isnull=True),
                name="incidentticket_one_major",
            ),
        ]

    def __str__(self):
        return f"T-{self.ticket_id} of INC-{self.incident_id}"
