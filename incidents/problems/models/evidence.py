"""What a problem stands on: tickets, incidents and, link by link, why it happened (PRB-01, PRB-07, T-24)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .problem import Problem

PERSON = settings.AUTH_USER_MODEL


class EvidenceQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)


class Gathered(models.Model):
    """Taken away, the row stays as the record that it was there."""

    words = models.CharField(max_length=500, blank=True)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["added_at", "id"]


class Evidence(Gathered):
    """A ticket that shows the fault."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="evidence")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="problem_links")

    class Meta(Gathered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "ticket"], name="evidence_once", condition=Q(removed_at__isnull=True)
            )
        ]

    def __str__(self):
        return f"T-{self.ticket_id} for {self.problem}"


class IncidentEvidence(Gathered):
    """An incident that the fault has caused: its tickets and its downtime are the problem's cost (PRB-04)."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="outages")
    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="problem_links")

    class Meta(Gathered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "incident"],
                name="incidentevidence_once",
                condition=Q(removed_at__isnull=True),
            )
        ]

    def __str__(self):
        return f"INC-{self.incident_id} for {self.problem}"


class CauseStep(models.Model):
    """One link of the chain: a statement, and what shows it."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="chain")
    position = models.PositiveSmallIntegerField()
    statement = models.TextField()
    evidence = models.TextField()
    ticket = models.ForeignKey("desk.Ticket", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "position"], name="causestep_place"),
            models.CheckConstraint(condition=~Q(statement="") & ~Q(evidence=""), name="causestep_whole"),
        ]

    def __str__(self):
        return f"{self.position}. {self.statement}"
