from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tickets.sla import choose, ladder_lint
from tickets.sla import ladder as ladders

from .calendar import Calendar
from .goal import Goal
from .version import Unchanging, Version, Versions

BREACH = ladders.BREACH
SEEN = 75  # lists and figures know by the level that a clock is at risk, whatever its ladder says
LONGEST_WEEKS = 520


def ladder():
    return [50, 75, 90]


class Reopen(models.TextChoices):
    """What a reopened ticket does to the promise of resolution (SLA-16)."""

    RESUME = "resume", "Goes on from the time already used"
    RESTART = "restart", "Starts afresh"


class Policy(Version):
    """What is promised to whom. A condition left empty asks nothing; the most specific policy applies (SLA-01)."""

    position = models.PositiveSmallIntegerField(default=100)
    type = models.CharField(max_length=60, null=True, blank=True)
    priority = models.PositiveSmallIntegerField(null=True, blank=True)
    tier = models.CharField(max_length=20, null=True, blank=True)
    channel = models.CharField(max_length=20, null=True, blank=True)
    queue = models.CharField(max_length=60, null=True, blank=True)
    ladder = ArrayField(models.PositiveSmallIntegerField(), default=ladder, help_text="Percents that warn.")
    reopen = models.CharField(max_length=10, choices=Reopen, default=Reopen.RESUME)
    steps = models.JSONField(null=True, blank=True, help_text="What happens at which level; empty: the standard.")
    withdrawn = models.BooleanField(default=False, help_text="This version ends the policy.")

    objects = Versions()

    class Meta(Version.Meta):
        verbose_name_plural = "policies"

    @property
    def rule(self) -> str:
        """The conditions in words, as the ticket names them."""
        return choose.rule(self)

    @cached_property
    def targets_cached(self) -> tuple["Target", ...]:
        return tuple(self.targets.order_by("pk"))

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """Every share at which something rings: the warnings and the breach."""
        own = self.ladder if self.steps is None else rung_at(ladders.read(self.steps))
        return tuple(sorted({*own, BREACH}))

    @cached_property
    def climbed(self) -> tuple[ladders.Step, ...]:
        """What happens at which level, with the standard words about a breach where no step has its own."""
        return ladders.standard(self.ladder) if self.steps is None else ladders.complete(ladders.read(self.steps))

    def level_after(self, level: int) -> int | None:
        return next((share for share in self.levels if share > level), None)

    def clean(self):
        if self.steps is not None:
            self.ladder = percents(self.steps)
        if not all(0 < share <= ladders.HIGHEST for share in self.ladder):
            raise ValidationError({"ladder": "A level is a percentage from 1 to 1000."})


def percents(steps) -> list[int]:
    """The levels at which a clock rings before and after it is due. Raises ValidationError when no steps can be read
    or they contradict each other."""
    try:
        read = ladders.read(steps)
    except ladders.Unreadable as unreadable:
        raise ValidationError({"steps": str(unreadable)}) from unreadable
    grave = [finding.words for finding in ladder_lint.lint(read) if finding.grave]
    if grave:
        raise ValidationError({"steps": grave})
    return rung_at(read)


def rung_at(steps) -> list[int]:
    return sorted({SEEN, *(step.percent for step in steps)} - {BREACH})


class Target(Unchanging):
    """One promise of a policy, in seconds of its own calendar: a "day" is a question, a second is not."""

    policy = models.ForeignKey(Policy, models.PROTECT, related_name="targets", db_index=False)
    goal = models.CharField(max_length=20, choices=Goal)
    seconds = models.PositiveIntegerField()
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", db_index=False)
    pauses = models.BooleanField(default=False, help_text="Held while we wait for a declared reason.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "goal"], name="sla_target_one_per_goal"),
            models.CheckConstraint(condition=Q(seconds__gt=0), name="sla_target_has_length"),
        ]

    def __str__(self):
        return f"{self.get_goal_display()} within {self.seconds} s"

    def clean(self):
        if self.seconds > LONGEST_WEEKS * self.calendar.hours.weekly:
            raise ValidationError({"seconds": "In these hours this would take more than ten years."})
