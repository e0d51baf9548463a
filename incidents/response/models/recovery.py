"""What helps until it is over, and how one knows that it is over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class WorkaroundQuerySet(models.QuerySet):
    def offered(self):
        """Approved and not withdrawn: what analysts are offered on the tickets."""
        return self.filter(approved_at__isnull=False, withdrawn_at=None)


class Workaround(models.Model):
    """A way around the trouble (INC-12). `text` is what requesters are told, once it is approved."""

    subject = "workaround"
    approves = False  # whether whoever keeps it wants to approve it too, for the matrix (C 50)

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="workarounds")
    text = models.TextField()
    availability = models.CharField(max_length=250, blank=True)
    side_effects = models.TextField(blank=True)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = WorkaroundQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Workaround {self.pk} of INC-{self.incident_id}"

    def lock(self):
        self.refresh_from_db(from_queryset=Workaround.objects.select_for_update(no_key=True))


class Check(models.Model):
    """One step of the proof that the service is back (INC-27)."""

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="checks")
    what = models.CharField(max_length=250)
    passed = models.BooleanField(null=True)
    result = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(passed__isnull=True, at__isnull=True)
                | Q(passed__isnull=False, at__isnull=False, by__isnull=False),
                name="check_done_whole",
            ),
        ]

    def __str__(self):
        return self.what

    def lock(self):
        self.refresh_from_db(from_queryset=Check.objects.select_for_update(no_key=True))
