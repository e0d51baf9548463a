"""What tickets are about, counted so that similar ones are noticed (INC-02)."""

from django.db import models
from django.db.models import Q


class Measure(models.TextChoices):
    """By what tickets are alike, the most telling first."""

    ERROR_CODE = "error_code", "Error code"
    COMPONENT = "component", "Component"
    CATEGORY = "category", "Category"


class Sighting(models.Model):
    """A ticket is about this: a component, a category, an error code. Kept for some days, to be counted."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    measure = models.CharField(max_length=20, choices=Measure)
    value = models.CharField(max_length=200)
    at = models.DateTimeField(help_text="When the ticket was opened.")

    class Meta:
        indexes = [models.Index(fields=["measure", "value", "at"], name="sighting_alike")]
        constraints = [models.UniqueConstraint(fields=["ticket", "measure", "value"], name="sighting_once")]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.measure} {self.value}"


class Look(models.Model):
    """A ticket to be looked at: whether there are too many like it. Gone once that is done."""

    ticket = models.OneToOneField("desk.Ticket", models.CASCADE, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="look_due", condition=Q(due_at__isnull=False))]

    def __str__(self):
        return f"T-{self.ticket_id}"


class Suspicion(models.Model):
    """What an incident is about, by one measure: later tickets of that kind join it while it is suspected, and are
    offered to it afterwards. One running suspicion for one thing."""

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="suspicions")
    measure = models.CharField(max_length=20, choices=Measure)
    value = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "value"], condition=Q(ended_at__isnull=True), name="suspicion_one_runs"
            ),
        ]

    def __str__(self):
        return f"INC-{self.incident_id}: {self.measure} {self.value}"
