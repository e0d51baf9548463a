from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DutyKind(models.TextChoices):
    COORDINATOR = "coordinator", "Queue coordinator"


class DutyQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk knows who coordinates; staff of one organisation, for that organisation's teams."""
        if person.serves_everybody:
            return self
        if person.serves:
            return self.filter(Q(team__organisation=None) | Q(team__organisation=person.organisation_id))
        return self.none()

    def running(self, now):
        return self.filter(ended_at=None, since__lte=now, until__gt=now)


class Duty(models.Model):
    """For a time somebody coordinates a team's queues: assigns and re-routes there (ROLE-05). Nothing has to happen
    at the end: whoever asks about a right asks whether the duty still runs."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duties")
    team = models.ForeignKey("accounts.Team", models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=20, choices=DutyKind, default=DutyKind.COORDINATOR)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        verbose_name_plural = "duties"
        indexes = [
            models.Index(fields=["person", "until"], name="duty_of_person", condition=Q(ended_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="duty_takes_time"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()} of {self.team}"

    @property
    def organisation_id(self):
        return self.team.organisation_id

    def lock(self):
        self.refresh_from_db(from_queryset=Duty.objects.select_for_update(no_key=True))
