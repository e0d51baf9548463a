"""Open tickets judged by what was published: a record with progress, which can be stopped."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class RunState(models.TextChoices):
    QUEUED = "queued", "Waits to start"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


UNDER_WAY = (RunState.QUEUED, RunState.RUNNING)


class RunQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever may read what is promised, of the provider's own people."""
        readers = {"SA", "TL", "SM", "ER", "AU", "OA"}
        return self if person.is_active and person.serves_everybody and readers & set(person.roles) else self.none()

    def under_way(self, at):
        """Begun, or due to begin: a partial index, which a sweep probes."""
        return self.filter(state__in=UNDER_WAY, starts_at__lte=at).order_by("id")


class RetargetRun(models.Model):
    """`policies` are the versions that came into being, `keys` those whose earlier versions are left. It starts when
    they take effect; `key` stands on every event that it makes."""

    subject = "retarget_run"
    organisation_id = None

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    draft = models.ForeignKey("sla.Draft", models.PROTECT, related_name="runs")
    policies = ArrayField(models.BigIntegerField())
    keys = ArrayField(models.CharField(max_length=60))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    via = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    starts_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0, help_text="Open tickets that it concerns.")
    done = models.PositiveIntegerField(default=0, help_text="Tickets looked at so far.")
    clocks = models.PositiveIntegerField(default=0, help_text="Promises that moved to another version so far.")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["id"], name="retargetrun_under_way", condition=Q(state__in=UNDER_WAY))]

    def __str__(self):
        return f"Run {self.pk} over open tickets"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    def lock(self) -> None:
        self.refresh_from_db(from_queryset=RetargetRun.objects.select_for_update(no_key=True, of=("self",)))


class RetargetBatch(models.Model):
    """Some tickets of a run, dealt with together: in whole or, by a worker that was killed, not at all."""

    run = models.ForeignKey(RetargetRun, models.CASCADE, related_name="batches", db_index=False)
    tickets = ArrayField(models.BigIntegerField())
    done = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["run", "id"], name="retargetbatch_waiting", condition=Q(done=False))]

    def __str__(self):
        return f"{len(self.tickets)} tickets of run {self.run_id}"
