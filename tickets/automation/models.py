"""Rules and who they were decided by; what they decided; what came back."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL
WEEKDAYS = (
    (0, "Monday"),
    (1, "Tuesday"),
    (2, "Wednesday"),
    (3, "Thursday"),
    (4, "Friday"),
    (5, "Saturday"),
    (6, "Sunday"),
)


class Strategy(models.TextChoices):
    NONE = "none", "Nobody: people take tickets themselves"
    ROUND_ROBIN = "round_robin", "In turn"
    LEAST_LOAD = "least_load", "Whoever has the least to do, by their share"
    SKILLS = "skills", "Whoever has the skill and the least to do"


class RuleQuerySet(models.QuerySet):
    def in_force(self, at):
        return self.filter(active_from__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))

    def standing(self, at):
        """In force, or still to come."""
        return self.filter(Q(ended_at=None) | Q(ended_at__gt=at))


class RoutingRule(models.Model):
    """One version of one rule. A change ends it and begins the next: what it decided can always be read."""

    subject = "routing_rule"

    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(default=100, help_text="Lower comes first.")
    conditions = models.JSONField(help_text="Field to values: one of the values of each field must hold.")
    queue = models.ForeignKey("catalogue.Queue", models.PROTECT, related_name="routing_rules")
    active_from = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "number", "version"]
        constraints = [
            models.UniqueConstraint(fields=["number", "version"], name="routingrule_version"),
            models.UniqueConstraint(fields=["number"], name="routingrule_one_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self):
        return f"rule {self.number}, version {self.version}"

    @property
    def organisation_id(self):
        return self.queue.organisation_id


class QueueStrategy(models.Model):
    """How a queue gives out its tickets; `last` is whose turn it was: the row is locked while the next is chosen."""

    queue = models.OneToOneField("catalogue.Queue", models.CASCADE, primary_key=True, related_name="strategy")
    kind = models.CharField(max_length=20, choices=Strategy, default=Strategy.NONE)
    last = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self):
        return f"{self.queue}: {self.get_kind_display()}"


class Skill(models.Model):
    """Something that not everybody can do, who can, and what needs it."""

    subject = "skill"

    name = models.CharField(max_length=60, unique=True)
    people: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(PERSON, blank=True, related_name="skills")
    categories = models.ManyToManyField("catalogue.Category", blank=True, related_name="skills")
    components = models.ManyToManyField("catalogue.Component", blank=True, related_name="skills")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Availability(models.Model):
    """Whether somebody takes tickets now. Hours and days are those of the person's zone; without hours, always."""

    person = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="availability")
    away = models.BooleanField(default=False)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    days = ArrayField(models.PositiveSmallIntegerField(choices=WEEKDAYS), default=list, blank=True)
    share = models.PositiveSmallIntegerField(default=100, help_text="Per cent of a full place.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(share__gte=1, share__lte=100), name="availability_share"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True, ends__isnull=True) | Q(starts__isnull=False, ends__isnull=False),
                name="availability_hours_whole",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {'away' if self.away else 'available'}"


class RuleRun(models.Model):
    """A ticket that rules have to look at; `due_at` is empty once they have."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="rule_runs")
    event_id = models.BigIntegerField(unique=True)
    routes = models.BooleanField(help_text="Look where it belongs; else only who gets it.")
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="rulerun_due", condition=Q(due_at__isnull=False))]

    def __str__(self):
        return f"T-{self.ticket_id} after event {self.event_id}"


class Decision(models.Model):
    """What was decided on a ticket without a person, and why: where it went, or who got it, of whom."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="decisions")
    rule = models.ForeignKey(RoutingRule, models.PROTECT, null=True, blank=True, related_name="decisions")
    queue = models.ForeignKey("catalogue.Queue", models.PROTECT, related_name="+")
    strategy = models.CharField(max_length=20, choices=Strategy, blank=True)
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    why = models.TextField()
    candidates = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["at"], name="decision_at", condition=Q(rule__isnull=False))]

    def __str__(self):
        return self.why


class Bounced(models.TextChoices):
    SENT_ON = "sent_on", "Sent on to another queue"
    DECLINED = "declined", "Declined"
    HANDED_BACK = "handed_back", "Handed back"


class Bounce(models.Model):
    """A ticket that came to the wrong place: sent on from where a rule put it, declined, or handed back."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="bounces")
    event_id = models.BigIntegerField(unique=True)
    what = models.CharField(max_length=20, choices=Bounced)
    rule = models.ForeignKey(RoutingRule, models.PROTECT, null=True, blank=True, related_name="bounces")
    queue = models.ForeignKey("catalogue.Queue", models.PROTECT, related_name="+")
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True, related_name="+")
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="bounce_at")]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.get_what_display()}"
