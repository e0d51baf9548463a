"""The rows of the engine. Each owner makes its own two tables of them, with real foreign keys.

    class TicketClock(AbstractClock):
        ticket = ForeignKey("desk.Ticket", CASCADE, related_name="clocks")
        owner = "ticket"

    class TicketMoment(AbstractMoment):
        clock = ForeignKey(TicketClock, CASCADE, related_name="moments")

A clock row is a cache of its moments; a moment is never changed (`tickets.sla.triggers` makes the database say so too).
"""

from datetime import datetime
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
    EXCEPTED = "excepted"
    CANCELLED = "cancelled"


class AbstractClock(models.Model):
    """One promise to one owner. Narrow on purpose: a sweep of thirty thousand rewrites rows of this table."""

    owner: ClassVar[str]
    owner_due: ClassVar[str] = ""  # the owner's copy of its next due time, where it has one

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
    promised_at = models.DateTimeField(null=True)
    override_due = models.DateTimeField(null=True)
    override_until = models.DateTimeField(null=True)
    excepted_until = models.DateTimeField(null=True)

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
                condition=Q(alarm_at__isnull=True) | Q(stopped_at__isnull=True), name="%(class)s_rings_while_open"
            ),
            models.CheckConstraint(
                condition=Q(override_due__isnull=True, override_until__isnull=True)
                | Q(override_due__isnull=False, override_until__isnull=False),
                name="%(class)s_override_ends",
            ),
        ]

    def __str__(self):
        return f"{self.get_goal_display()} clock {self.pk}"

    def pure(self) -> clock.Clock:
        return clock.Clock(
            Calendar.objects.version(self.calendar_id).hours,
            self.target_seconds,
            self.spent,
            self.since,
            self.stopped_at,
            self.started_at,
            self.held_reason,
            self.cancelled,
            self.level,
            self.breached_at,
            self.promised_at,
            self.override,
            self.excepted_until,
            self.due_at,
        )

    def put(self, pure: clock.Clock) -> None:
        """Take over what this clock says. Policy, calendar and the next alarm are set by the engine."""
        self.target_seconds, self.spent = pure.target, pure.spent
        self.since, self.stopped_at, self.due_at = pure.since, pure.stopped_at, pure.due
        self.held_reason, self.cancelled = pure.held, pure.cancelled
        self.level, self.breached_at, self.promised_at = pure.level, pure.breached_at, pure.promised
        self.override_due, self.override_until = pure.override or (None, None)
        self.excepted_until = pure.excepted

    @property
    def override(self) -> clock.Override | None:
        if self.override_due is None or self.override_until is None:
            return None
        return clock.Override(self.override_due, self.override_until)

    @property
    def next_level(self) -> int | None:
        return Policy.objects.version(self.policy_id).level_after(self.level)

    def left(self, now) -> float:
        """Seconds of the calendar until it is due, negative beyond; of the wall clock where a named instant decides."""
        return self.pure().left(now)

    def share(self, now) -> float:
        """How many percent are used up. For people: what rings is decided by instants."""
        return self.pure().share(now)

    def is_excepted(self, now) -> bool:
        """It ended while an exception stood, or one stands now: it is counted apart (SLA-08)."""
        return self.excepted_until is not None and (self.stopped_at or now) <= self.excepted_until

    def state(self, now) -> State:
        """Right at `now`, whether or not a sweep has come by: a hold over the due time is paused, not failed."""
        if self.cancelled:
            return State.CANCELLED
        if self.stopped_at and self.is_excepted(now):
            return State.EXCEPTED
        if self.breached_at or (self.stopped_at is None and self.due_at and self.due_at <= now):
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
        PROMISE = "promise"
        OVERRIDE = "override"
        REVOKE = "revoke"
        EXCEPT = "except"
        UNEXCEPT = "unexcept"

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
        return pure_moment(self.what, self.at, self.cause, self.share, self.data)


def pure_moment(what: str, at: datetime, cause: str, share: int | None, data: dict) -> clock.Moment:
    """From the columns of a row; most lines say nothing more than what and when."""
    if not data:
        return clock.Moment(what, at, share=share or 0, cause=cause)
    return clock.Moment(
        what,
        at,
        data.get("target"),
        Calendar.objects.version(data["calendar"]).hours if "calendar" in data else None,
        data.get("spent", 0.0),
        share or data.get("level", 0),
        instant(data.get("named")),
        instant(data.get("until")),
        instant(data.get("breached")),
        cause,
    )


def instant(spoken: str | None) -> datetime | None:
    return datetime.fromisoformat(spoken) if spoken else None
