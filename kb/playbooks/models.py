"""Checklists and decision trees, their versions and tests, and what a run of one is whoever owns it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from kb.proposing import AbstractProposal, AbstractVersion

from . import tree

PERSON = settings.AUTH_USER_MODEL
PERIOD = 90  # days; a runbook is tried at least that often (F.5)


class PlaybookKind(models.TextChoices):
    CHECKLIST = tree.CHECKLIST, "Checklist"
    TREE = tree.TREE, "Decision tree"


class PlaybookQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.is_active and person.serves else self.none()

    def offered_to(self, person):
        """What may be begun: published, not retired, and of everybody or of the own teams."""
        teams = Q(live__team=None) | Q(live__team__in=person.scope.teams)
        return self.visible_to(person).filter(teams, live__isnull=False, retired_at=None)


class Playbook(models.Model):
    """What all its versions are versions of; `live` is the one that is begun. `tested_at` is the last test it stood."""

    subject = "playbook"
    organisation_id = None

    name = models.CharField(max_length=100)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    live = models.ForeignKey("PlaybookVersion", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    tested_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    retired_because = models.CharField(max_length=500, blank=True)

    objects = PlaybookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def lock(self):
        self.refresh_from_db(from_queryset=Playbook.objects.select_for_update(no_key=True))

    def untested(self, now):
        """Whether its last test lies beyond its period, or there was none (KB-13)."""
        return self.tested_at is None or now - self.tested_at > timedelta(
            days=self.live.period_days if self.live else PERIOD
        )


class PlaybookVersion(AbstractVersion):
    """One form of it, as it was published. `steps` are those of tree.py."""

    playbook = models.ForeignKey(Playbook, models.CASCADE, related_name="versions")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=PlaybookKind)
    trigger = models.CharField(max_length=300)
    response = models.BooleanField(default=False, help_text="A pattern of how incidents are answered.")
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True, related_name="+")
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, blank=True, related_name="+")
    prechecks = models.TextField(blank=True)
    expected = models.TextField()
    rollback = models.TextField()
    verification = models.TextField(blank=True)
    escalate_when = models.TextField()
    period_days = models.PositiveSmallIntegerField(default=PERIOD)
    steps = models.JSONField()

    class Meta(AbstractVersion.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["playbook", "number"], name="playbook_version_once")]

    def __str__(self):
        return f"{self.name}, version {self.number}"

    def plain(self):
        """What it says, as a proposal says it."""
        same = ("name", "kind", "trigger", "response", "prechecks", "expected", "rollback", "verification")
        more = ("escalate_when", "period_days", "steps")
        things = {name: getattr(self, f"{name}_id") for name in ("category", "component", "team")}
        return {name: getattr(self, name) for name in (*same, *more)} | things


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.is_active and person.serves else self.none()

    def open(self):
        return self.filter(state="open")


class PlaybookProposal(AbstractProposal):
    """The next version, or with no playbook yet something new."""

    subject = "playbook_proposal"

    playbook = models.ForeignKey(Playbook, models.CASCADE, null=True, blank=True, related_name="proposals")

    objects = ProposalQuerySet.as_manager()

    class Meta(AbstractProposal.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["playbook"], name="playbook_proposal_one_open", condition=Q(state="open")),
        ]

    @property
    def before(self):
        return self.playbook.versions.filter(number=self.base).first() if self.playbook else None

    @property
    def team_id(self):
        return self.content.get("team")

    @property
    def action(self):
        """What publishing it is: how incidents are answered is decided by others (C 54) than how one works (C 57)."""
        before = self.before
        return "publish_response" if self.content["response"] or (before and before.response) else "publish_playbook"


class PlaybookTest(models.Model):
    """Somebody tried it: whether it held, and what was found."""

    playbook = models.ForeignKey(Playbook, models.CASCADE, related_name="tests")
    version = models.ForeignKey(PlaybookVersion, models.CASCADE, related_name="+")
    held = models.BooleanField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.version} {'held' if self.held else 'did not hold'}"


class RunOutcome(models.TextChoices):
    SOLVED = tree.SOLVED, "Solved"
    ESCALATE = tree.ESCALATE, "Exhausted: escalate"
    STOPPED = "stopped", "Stopped"


class StepOutcome(models.TextChoices):
    DONE = tree.DONE, "Done"
    FAILED = tree.FAILED, "Not as expected"
    SKIPPED = tree.SKIPPED, "Left out"
    ANSWERED = tree.ANSWERED, "Answered"


class AbstractRun(models.Model):
    """A playbook at work. Tickets and incidents each own theirs, with `results` of their own (AbstractStepResult)."""

    version = models.ForeignKey(PlaybookVersion, models.PROTECT, related_name="+")
    results: Any

    begun_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=RunOutcome, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["begun_at", "id"]

    def __str__(self):
        return str(self.version)

    @property
    def place(self):
        taken = [(one.step, one.answer) for one in self.results.all()]
        return tree.place(self.version.kind, self.version.steps, taken)


class AbstractStepResult(models.Model):
    """What came of one step: never changed; of a step that was done again the last one counts."""

    step = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=StepOutcome)
    answer = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["id"]

    def __str__(self):
        return f"Step {self.step}: {self.get_outcome_display().lower()}"
