"""What may become a problem: volumes that leap (PRB-02), and what people say comes back (T-39)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import Dimension, Triage
from .problem import Problem

PERSON = settings.AUTH_USER_MODEL


class Triaged(models.Model):
    """Waits for a lead until one has said what it is."""

    state = models.CharField(max_length=10, choices=Triage, default=Triage.OPEN)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True


class Spike(Triaged):
    """A day on which something was reported far more often than in the four weeks before. One card for one thing."""

    subject = "spike"

    dimension = models.CharField(max_length=12, choices=Dimension)
    key = models.CharField(max_length=200)
    label = models.CharField(max_length=200)
    count = models.PositiveIntegerField()
    mean = models.FloatField()
    raised_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    tickets = models.ManyToManyField("desk.Ticket", related_name="+")

    class Meta:
        ordering = ["-raised_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "key"],
                name="spike_one_live",
                condition=Q(state__in=[Triage.OPEN, Triage.MONITORED]),
            )
        ]

    def __str__(self):
        return f"{self.get_dimension_display()} {self.label}: {self.count}"


class Flag(Triaged):
    """“Looks recurring”, with the signature of the error and what shows it. `grouped` is the signature as it groups."""

    subject = "flag"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="recurring_flags")
    signature = models.CharField(max_length=200)
    grouped = models.CharField(max_length=200)
    evidence = models.TextField()
    flagged_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    flagged_at = models.DateTimeField()

    class Meta:
        ordering = ["flagged_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "grouped"], name="flag_once", condition=Q(state__in=[Triage.OPEN, Triage.MONITORED])
            )
        ]
        indexes = [models.Index(fields=["grouped"], name="flag_grouped", condition=Q(state=Triage.OPEN))]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.signature}"
