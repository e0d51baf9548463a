"""The rows of the engine. Each owner makes its own two tables of them, with real foreign keys.

    class TicketClock(AbstractClock):
        ticket = ForeignKey("desk.Ticket", CASCADE, related_name="clocks")
        owner = "ticket"

    class TicketMoment(AbstractMoment):
        clock = ForeignKey(TicketClock, CASCADE, related_name="moments")

A clock row is a cache of its moments; a moment is never changed (`tickets.sla.triggers` makes the database say so too).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tickets.sla import clock

from .calendar import Calendar
from .goal import Goal
from .policy import Policy

SOON, AT_RISK = 50, 75


class State(models.TextChoices):
    """What people see, in words."""

    RUNNING = "running"
    DUE_SOON = "due soon"
    AT_RISK = "at risk"
    BREACHED = "breached"
    PAUSED = "paused"
    MET = "met"
    CANCELLED = "cancelled"


class AbstractClock(models.Model):
    """One promise to one owner. Narrow on purpose: a sweep of thirty thousand rewrites rows of this table."""

    owner: ClassVar[str]

    goal = models.CharField(max_length=20, choices=Goal)
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", db_index=False)
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", db_index=False)
    target_seconds = models.PositiveIntegerField()
    pauses = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    spent = models.FloatField(default=0.0)
    since = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    cancelled = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True)
    alarm_at = models.DateTimeField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    breached_at = models.DateTimeField(null=True)
    held_reason = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["alarm_at"], condition=Q(alarm_at__isnull=False), name="%(class)s_alarm"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(stopped_at__isnull=True), name="%(class)s_stopped_is_still"
            ),
            models.CheckConstraint(
                condition=Q(alarm_at__isnull=True) | Q(since__isnull=False), name="%(class)s_rings_while_running"
            ),
        ]

    def __str__(self):
        return f"{self.get_goal_display()} clock {self.pk}"

    def pure(self) -> clock.Clock:
        hours = Calendar.objects.version(self.calendar_id).hours
        return clock.Clock(hours, self.target_seconds, self.spent, self.since, self.stopped_at)

    @property
    def next_level(self) -> int | None:
        return Policy.objects.version(self.policy_id).level_after(self.level)

    def left(self, now) -> float:
        """Seconds of the calendar until it is due, negative beyond."""
        return self.pure().left(now)

    def share(self, now) -> float:
        """How many percent are used up. For people: what rings is decided by instants."""
        return 100 * self.pure().elapsed(now) / self.target_seconds

    def state(self, now) -> State:
        """Right at `now`, whether or not a sweep has come by: a hold over the due time is paused, not failed."""
        if self.cancelled:
            return State.CANCELLED
        if self.breached_at or (self.since and self.due_at and self.due_at <= now):
            return State.BREACHED
        if self.stopped_at:
            return State.MET
        return State.PAUSED if self.since is None else running(self.pure(), now)


def running(pure: clock.Clock, now) -> State:
    if pure.when(AT_RISK) <= now:
        return State.AT_RISK
    return State.DUE_SOON if pure.when(SOON) <= now else State.RUNNING


class AbstractMoment(models.Model):
    """One line of the ledger. Lines are read in the order in which they were written."""

    class What(models.TextChoices):
        RUN = "run"
        HOLD = "hold"
        WARNED = "warned"
        BREACHED = "breached"
        STOP = "stop"
        CANCEL = "cancel"
        RETARGET = "retarget"

    clock_id: int

    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField()
    cause = models.CharField(max_length=120, blank=True, default="")
    # Policies are never deleted and the clock's own key is checked: a second check costs the sweep 5 µs a moment.
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    share = models.PositiveSmallIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return f"{self.what} at {self.at:%Y-%m-%d %H:%M:%S}"

    def pure(self) -> clock.Moment:
        hours = Calendar.objects.version(self.data["calendar"]).hours if "calendar" in self.data else None
        return clock.Moment(self.what, self.at, self.data.get("target"), hours, self.data.get("spent", 0.0))
