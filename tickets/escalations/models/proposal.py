"""What somebody wants changed in the office and may change only with another's word (C 55, C 72)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .lane import Lane

PERSON = settings.AUTH_USER_MODEL


class Matter(models.TextChoices):
    LANE = "lane", "Escalation matrix"
    TRACKER = "tracker", "Tracker"


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.is_system or person.serves_everybody else self.none()

    def open(self):
        return self.filter(ended_at=None)


class OfficeProposal(models.Model):
    """`values` are the fields by the ids of what they name; `lane` is the entry that would be changed."""

    subject = "escalation_proposal"
    restricted = False
    organisation_id = None

    matter = models.CharField(max_length=10, choices=Matter)
    lane = models.ForeignKey(Lane, models.CASCADE, null=True, blank=True, related_name="proposals")
    values = models.JSONField()
    words = models.CharField(max_length=250)
    reason = models.CharField(max_length=500)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    carried_out = models.BooleanField(default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(carried_out=False) | Q(ended_at__isnull=False), name="officeproposal_ended"
            )
        ]

    def __str__(self):
        return self.words

    @property
    def group_id(self):
        """Of which group the entry is or would be: an engineer keeps those of the own one."""
        return self.values.get("group")

    def lock(self):
        self.refresh_from_db(from_queryset=OfficeProposal.objects.select_for_update(no_key=True))
