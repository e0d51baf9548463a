"""A what-if: a draft, a past span, and which breaches it would have gained and lost. Nothing else is ever written."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tickets.sla.models import Goal


class State(models.TextChoices):
    QUEUED = "queued", "Waits to start"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


INSTANT = timedelta(microseconds=1)
UNDER_WAY = (State.QUEUED, State.RUNNING)


class WhatIfQuerySet(models.QuerySet):
    def under_way(self):
        """Begun and not at its end: a partial index, which a sweep probes."""
        return self.filter(state__in=UNDER_WAY).order_by("id")


class WhatIf(models.Model):
    """`draft` is the proposal as it stood when it was asked, so that a later change of it changes no answer. The span
    is from `since` to before `until`; weekdays and hours are those of `zone`."""

    subject = "what_if"

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    via = models.CharField(max_length=10)
    draft = models.JSONField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    zone = models.CharField(max_length=60)
    also_open = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    total = models.PositiveIntegerField(default=0, help_text="Tickets of the span.")
    done = models.PositiveIntegerField(default=0, help_text="Tickets looked at so far.")
    clocks = models.PositiveIntegerField(default=0, help_text="Clocks lived again so far.")
    gained = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0, help_text="Breaches of the span either way.")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = WhatIfQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["id"], name="whatif_under_way", condition=Q(state__in=UNDER_WAY))]

    def __str__(self):
        return f"What if {self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def first(self) -> date:
        return self.since.astimezone(ZoneInfo(self.zone)).date()

    @property
    def last(self) -> date:
        return (self.until - INSTANT).astimezone(ZoneInfo(self.zone)).date()

    @property
    def recorded(self) -> int:
        """Breaches of the span as they happened."""
        return self.kept + self.lost

    @property
    def instead(self) -> int:
        """Breaches of the span with the draft."""
        return self.kept + self.gained

    def lock(self) -> None:
        """Lock the row and read it anew into this object."""
        self.refresh_from_db(from_queryset=WhatIf.objects.select_for_update(no_key=True, of=("self",)))


class Batch(models.Model):
    """Some tickets of a what-if, dealt with together: in whole or, by a worker that was killed, not at all."""

    what_if = models.ForeignKey(WhatIf, models.CASCADE, related_name="batches", db_index=False)
    tickets = ArrayField(models.BigIntegerField())
    done = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["what_if", "id"], name="batch_waiting", condition=Q(done=False))]

    def __str__(self):
        return f"{len(self.tickets)} tickets of what if {self.what_if_id}"


class Difference(models.Model):
    """A breach that would have come, or would not have come, at the instant `at`; both due times."""

    what_if = models.ForeignKey(WhatIf, models.CASCADE, related_name="differences", db_index=False)
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    clock = models.ForeignKey("desk.TicketClock", models.CASCADE, related_name="+")
    queue = models.ForeignKey("catalogue.Queue", models.PROTECT, related_name="+", db_index=False)
    goal = models.CharField(max_length=20, choices=Goal)
    gained = models.BooleanField()
    at = models.DateTimeField()
    was_due = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    weekday = models.PositiveSmallIntegerField()
    hour = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["what_if", "clock"], name="difference_once")]

    def __str__(self):
        return f"{'gained' if self.gained else 'lost'}: {self.goal} of T-{self.ticket_id}"
