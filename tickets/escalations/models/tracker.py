"""Bugs in other people's trackers, and what their being done asks of us (ESC-12, ESC-13)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from ..states import IssueState
from .escalation import Escalation

PERSON = settings.AUTH_USER_MODEL


class Tracker(models.Model):
    """Where bugs live. What it sends is signed with a secret that is made of our own and of `generation`, so that none
    is kept: the next generation ends the one before."""

    subject = "tracker"
    organisation_id = None

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    generation = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def secret(self) -> str:
        return salted_hmac("escalations.tracker", f"{self.key}:{self.generation}", algorithm="sha256").hexdigest()

    def lock(self):
        self.refresh_from_db(from_queryset=Tracker.objects.select_for_update(no_key=True))


class IssueLink(models.Model):
    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="issues")
    tracker = models.ForeignKey(Tracker, models.PROTECT, related_name="issues")
    key = models.CharField(max_length=60)
    url = models.URLField(max_length=300, blank=True)
    state = models.CharField(max_length=20, choices=IssueState, default=IssueState.OPEN)
    fix_version = models.CharField(max_length=60, blank=True)
    linked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["tracker", "key"], name="issuelink_key")]
        constraints = [models.UniqueConstraint(fields=["escalation", "tracker", "key"], name="issuelink_once")]

    def __str__(self):
        return self.key


class FixTask(models.Model):
    """A fix is available: one task for each ticket that waits for it. Where it was tried, by whom, with what result."""

    class Place(models.TextChoices):
        STAGING = "staging", "Staging"
        PRODUCTION = "production", "Production"

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="tasks")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="fix_tasks")
    fix_version = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    passed = models.BooleanField(null=True, blank=True)
    place = models.CharField(max_length=20, choices=Place, blank=True)
    regression = models.BooleanField(null=True, blank=True, help_text="What worked before was tried too.")
    words = models.TextField(blank=True)
    done_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["escalation", "ticket"], name="fixtask_one_open", condition=Q(done_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, passed__isnull=True)
                | Q(done_at__isnull=False, passed__isnull=False) & ~Q(place=""),
                name="fixtask_done_whole",
            ),
        ]

    def __str__(self):
        return f"Fix of E-{self.escalation_id} on T-{self.ticket_id}"
