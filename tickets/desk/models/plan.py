"""What comes next on a ticket and when (T-26, T-31), and how long one may look for the cause alone (T-42)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .ticket import Ticket

PERSON = settings.AUTH_USER_MODEL


class Plan(models.Model):
    """The next action: one row a ticket. `snoozed`: until `at` it stays out of its owner's way. It is `done_at` the
    instant at which somebody of the desk did something once it was due, or put another plan in its place."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="plan")
    what = models.CharField(max_length=200)
    at = models.DateTimeField()
    snoozed = models.BooleanField(default=False)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["remind_at"], name="plan_remind_at", condition=Q(remind_at__isnull=False)),
            models.Index(fields=["at"], name="plan_open", condition=Q(done_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(remind_at__isnull=True), name="plan_done_is_quiet"
            )
        ]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.what}"


class TimeBoxRule(models.Model):
    """How many working minutes a tier has for a ticket of a category; without a category, for any other."""

    level = models.PositiveSmallIntegerField(help_text="The tier of the queue's team, 1 to 3")
    category = models.ForeignKey("catalogue.Category", models.CASCADE, null=True, blank=True, related_name="+")
    minutes = models.PositiveIntegerField()

    class Meta:
        ordering = ["level", "category__name"]
        constraints = [
            models.UniqueConstraint(fields=["level", "category"], name="timeboxrule_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="timeboxrule_has_time"),
        ]

    def __str__(self):
        return f"Tier {self.level}, {self.category or 'any category'}: {self.minutes} min"


class TimeBoxAnswer(models.TextChoices):
    ESCALATE = "escalate", "Escalate"
    CONSULT = "consult", "Consult a colleague"
    CONTINUE = "continue", "Go on alone"


class TimeBox(models.Model):
    """One box of one owner: `ends_at` by the working hours of the ticket's calendar, and what was chosen then."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="time_boxes")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    minutes = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ring_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=TimeBoxAnswer, blank=True)
    reason = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at", "id"]
        indexes = [models.Index(fields=["ring_at"], name="timebox_ring_at", condition=Q(ring_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["ticket"], name="timebox_one_open", condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(condition=Q(ended_at__isnull=True) | Q(ring_at__isnull=True), name="timebox_quiet"),
        ]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.minutes} min of {self.owner}"
