"""What is done to many tickets at once, or to several together: a record with preview, progress and undo (D6)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models import Role

from .ticket import Ticket

PERSON = settings.AUTH_USER_MODEL
SEES_ALL = {Role.TL, Role.SM, Role.AU}


class OperationKind(models.TextChoices):
    BULK = "bulk", "Bulk change"
    MERGE = "merge", "Merge"
    SPLIT = "split", "Split"
    CONVERT = "convert", "Conversion"
    UNDO = "undo", "Undo"


class OperationState(models.TextChoices):
    PREVIEWED = "previewed", "Not started"
    QUEUED = "queued", "Waits to start"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"
    UNDONE = "undone", "Undone"
    PARTLY_UNDONE = "partly_undone", "Partly undone"


class ItemState(models.TextChoices):
    PENDING = "pending", "Not yet"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    SKIPPED = "skipped", "Skipped"


UNDER_WAY = (OperationState.QUEUED, OperationState.RUNNING)
OVER = (OperationState.DONE, OperationState.STOPPED, OperationState.UNDONE, OperationState.PARTLY_UNDONE)


class OperationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own; those who answer for a team or audit see those of their own house."""
        if not person.is_active or not person.serves:
            return self.none()
        if not set(person.roles) & SEES_ALL:
            return self.filter(asked_by=person)
        return self if person.serves_everybody else self.filter(organisation=person.organisation_id)

    def under_way(self):
        """Begun and not at its end: a partial index, which a sweep probes."""
        return self.filter(state__in=UNDER_WAY).order_by("id")


class Operation(models.Model):
    """Whatever is asked of several tickets together. `key` stands on every event that it makes."""

    subject = "operation"

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=10, choices=OperationKind)
    verb = models.CharField(max_length=20, blank=True)
    what = models.JSONField(default=dict)
    forecast = models.JSONField(default=dict)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="operations")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True)
    via = models.CharField(max_length=10)
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undos")
    state = models.CharField(max_length=15, choices=OperationState, default=OperationState.PREVIEWED)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()

    objects = OperationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="operation_under_way", condition=Q(state__in=UNDER_WAY)),
            models.Index(fields=["asked_by", "-id"], name="operation_of_person"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def dealt_with(self) -> int:
        return self.done + self.refused + self.skipped

    def lock(self) -> None:
        """Lock the row and read it anew into this object."""
        self.refresh_from_db(from_queryset=Operation.objects.select_for_update(no_key=True, of=("self",)))


class OperationItem(models.Model):
    """One ticket of an operation: what became of it, and what an undo needs to know."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="items", db_index=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="+")
    seen = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.PENDING)
    why = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(null=True, blank=True)
    undone_by = models.ForeignKey(Operation, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["operation", "ticket"], name="operationitem_once")]
        indexes = [
            models.Index(fields=["operation", "id"], name="operationitem_pending", condition=Q(state="pending")),
            models.Index(fields=["operation", "state", "id"], name="operationitem_state"),
        ]

    def __str__(self):
        return f"T-{self.ticket_id} in {self.operation_id}"
