"""What is learnt from an incident, and what is done about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..states import ItemKind, ItemState

PERSON = settings.AUTH_USER_MODEL


class Review(models.Model):
    """The record of E.7. `parts` holds its texts by name (`reviewing.PARTS`); signed, it changes no more."""

    class Level(models.TextChoices):
        RESPONDERS = "responders", "The responders"
        DESK = "desk", "Everybody here"

    subject = "incident_review"

    incident = models.OneToOneField("response.Incident", models.CASCADE, related_name="review")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    facilitator = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    attendees: models.ManyToManyField = models.ManyToManyField(PERSON, blank=True, related_name="+")
    parts = models.JSONField(default=dict)
    level = models.CharField(max_length=20, choices=Level, default=Level.DESK)
    signed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="review_signed_whole",
            ),
        ]

    def __str__(self):
        return f"Review of INC-{self.incident_id}"


class ActionItemQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=ItemState.OPEN)


class ActionItem(models.Model):
    """Something to be done after an incident (INC-18). `alarm_at` waits for the sweep that tells of the delay."""

    subject = "action_item"

    incident = models.ForeignKey("response.Incident", models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20, choices=ItemKind)
    what = models.CharField(max_length=250)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="incident_items")
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.OPEN)
    evidence = models.TextField(blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    alarm_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["alarm_at"], name="actionitem_alarm", condition=Q(alarm_at__isnull=False))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ItemState.OPEN, ended_at__isnull=True)
                | ~Q(state=ItemState.OPEN) & Q(ended_at__isnull=False),
                name="actionitem_ended_whole",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def late(self) -> bool:
        """Whether it counts as late: ended after its due time, or still open beyond it."""
        return self.overdue_at is not None

    def lock(self):
        self.refresh_from_db(from_queryset=ActionItem.objects.select_for_update(no_key=True))
