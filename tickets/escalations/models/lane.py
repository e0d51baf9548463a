"""The escalation matrix (ESC-07): for which component and reason which group is the right one, who to speak to, and by
which hours it promises what."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models.present import require_present

from ..states import Target, Trigger

PERSON = settings.AUTH_USER_MODEL


class LaneQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.serves_everybody else self.none()

    def offered(self):
        return self.filter(retired_at=None)


class Lane(models.Model):
    """One entry. Without a component or a trigger it is for all that have no entry of their own. `ask_at` is when its
    owner is asked whether it is still right, `asked_at` stands while they have not answered."""

    subject = "escalation_lane"
    restricted = False
    organisation_id = None

    target = models.CharField(max_length=20, choices=Target)
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="lanes")
    trigger = models.CharField(max_length=20, choices=Trigger, blank=True)
    group = models.ForeignKey("accounts.Team", models.PROTECT, related_name="lanes")
    contact = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=120, blank=True, help_text="Where to speak to them besides this desk.")
    calendar = models.SlugField(max_length=60, default="business-hours", help_text="The hours that its promises count.")
    acknowledge_minutes = models.PositiveIntegerField(default=60)
    accept_minutes = models.PositiveIntegerField(default=240)
    answer_minutes = models.PositiveIntegerField(default=480, help_text="To a first useful answer, and to follow-ups.")
    total_minutes = models.PositiveIntegerField(default=4800)
    issues_ids = models.BooleanField(default=False, help_text="The component issues request or trace ids (P-10).")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    confirm_days = models.PositiveSmallIntegerField(default=90)
    confirmed_at = models.DateTimeField()
    ask_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    correction = models.CharField(max_length=500, blank=True, help_text="What a redirect says is wrong with it.")
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LaneQuerySet.as_manager()

    class Meta:
        ordering = ["target", "component__name", "trigger", "id"]
        indexes = [models.Index(fields=["ask_at"], name="lane_ask_at", condition=Q(ask_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "component", "trigger"],
                name="lane_once",
                nulls_distinct=False,
                condition=Q(retired_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_minutes__gt=0, accept_minutes__gt=0, answer_minutes__gt=0, total_minutes__gt=0),
                name="lane_promises_time",
            ),
        ]

    def __str__(self):
        of = self.component.name if self.component else "any component"
        return (
            f"{self.get_target_display()}, {of}, {self.get_trigger_display().lower() if self.trigger else 'any reason'}"
        )

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Lane.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)
