from functools import cached_property

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from supportdesk.errors import Refused
from tickets.sla import choose, ladder_lint, lengths
from tickets.sla import ladder as ladders
from tickets.sla.lengths import Unit

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
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
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

    def plain(self):
        said = [
            {
                "goal": target.goal,
                "seconds": target.seconds,
                "unit": target.unit,
                "calendar": target.calendar.key,
                "pauses": target.pauses,
            }
            for target in self.targets_cached
        ]
        return super().plain() | {"targets": said}

    @classmethod
    def drafted(cls, content, **own):
        """In memory, with its targets: they count in the calendars of the instant at which it takes effect."""
        policy = super().drafted(content, **own)
        wanted = content.get("targets", ())
        keys = {one["calendar"] for one in wanted}
        hours = {one.key: one for one in Calendar.objects.in_force(policy.effective_from).filter(key__in=keys)}
        lacking = sorted(keys - set(hours))
        if lacking:
            raise Refused(f"There is no calendar “{lacking[0]}” by then.", field="targets")
        policy.targets_cached = tuple(
            Target(policy=policy, **one | {"calendar": hours[one["calendar"]]}) for one in wanted
        )
        return policy

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
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.HOURS, help_text="In which it was written.")
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="+", db_index=False)
    pauses = models.BooleanField(default=False, help_text="Held while we wait for a declared reason.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["policy", "goal"], name="sla_target_one_per_goal"),
            models.CheckConstraint(condition=Q(seconds__gt=0), name="sla_target_has_length"),
        ]

    def __str__(self):
        return f"{self.get_goal_display()} within {self.words}"

    @property
    def words(self) -> str:
        """As it was written, and what that means: `2 business days of Business hours = 16 h`."""
        return lengths.said(self.seconds, self.unit, self.calendar.hours, self.calendar.name)

    def clean(self):
        if self.seconds > LONGEST_WEEKS * self.calendar.hours.weekly:
            raise ValidationError({"seconds": "In these hours this would take more than ten years."})
