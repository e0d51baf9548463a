"""A fault that comes back: what is known of it, who sees to it, and every state with its instant (PRB-01, PRB-06)."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from supportdesk.errors import Conflict
from supportdesk.events.queries import changes_since

from ..states import LINE, Birth, Cause, Method, Severity, State, stamp

PERSON = settings.AUTH_USER_MODEL
READERS = frozenset({"JA", "AN", "SA", "TL", "SM", "ER", "IC", "AU", "PM", "QE", "CS", "SO"})


def knows_problems(person):
    """Problems are the desk's that serves everybody; what stands in them may come from anybody's tickets."""
    return person.is_active and person.serves and person.serves_everybody and not READERS.isdisjoint(person.roles)


class ProblemQuerySet(models.QuerySet):
    def visible_to(self, person):
        if person.is_system:
            return self
        return self if knows_problems(person) else self.none()

    def under_way(self):
        return self.exclude(state__in=(State.CLOSED, State.DECLINED, State.MERGED, State.RISK_ACCEPTED))


def stamped():
    """No state without its instant, and none of the line without those before it."""
    return [
        models.CheckConstraint(
            condition=~Q(state=state) | Q(**{f"{stamp(state)}__isnull": False}), name=f"problem_{state.value}_stamped"
        )
        for state in State
    ]


PROBLEM_WORDS = SearchVector("title", "statement", "signature", "root_cause", "workaround", config="english")


class Problem(models.Model):
    """Spoken of as `PRB-<pk>`."""

    subject = "problem"

    title = models.CharField(max_length=200)
    statement = models.TextField(blank=True)
    birth = models.CharField(max_length=10, choices=Birth, default=Birth.HAND)
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="+")
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.CharField(max_length=200, blank=True)
    release = models.CharField(max_length=120, blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.MODERATE)
    urgency = models.PositiveSmallIntegerField(choices=Severity, default=Severity.MODERATE)
    revenue_at_risk = models.BooleanField(default=False)
    owner = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="problems")
    engineer = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    hypotheses = models.TextField(blank=True)
    method = models.CharField(max_length=20, choices=Method, default=Method.FIVE_WHYS)
    root_cause = models.TextField(blank=True)
    cause_category = models.CharField(max_length=20, choices=Cause, blank=True)
    cause_key = models.SlugField(max_length=60, blank=True)
    workaround = models.TextField(blank=True)
    proposed_fix = models.TextField(blank=True)
    fix = models.TextField(blank=True)
    fix_priority = models.PositiveSmallIntegerField(choices=Severity, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    measure = models.TextField(blank=True)
    result = models.TextField(blank=True)

    state = models.CharField(max_length=15, choices=State, default=State.CANDIDATE)
    state_since = models.DateTimeField()
    candidate_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    investigating_at = models.DateTimeField(null=True, blank=True)
    cause_known_at = models.DateTimeField(null=True, blank=True)
    fix_planned_at = models.DateTimeField(null=True, blank=True)
    fix_deployed_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    merged_at = models.DateTimeField(null=True, blank=True)
    risk_accepted_at = models.DateTimeField(null=True, blank=True)
    exit_reason = models.TextField(blank=True)
    exit_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    recurrence_count = models.PositiveIntegerField(default=0)
    opened_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="problem_state_known"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="problem_merged_into_another"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state=State.MERGED), name="problem_merged_says_so"
            ),
            *stamped(),
        ]
        indexes = [
            GinIndex(PROBLEM_WORDS, name="problem_words"),
            models.Index(fields=["state", "-id"], name="problem_state"),
            models.Index(fields=["component"], name="problem_fixed", condition=Q(fix_deployed_at__isnull=False)),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        return f"PRB-{self.pk}"

    @property
    def state_said(self):
        return self.get_state_display()

    @property
    def is_under_way(self):
        return self.state in LINE and self.state != State.CLOSED

    @property
    def cycle(self):
        """From the first word to the fix that held; it stands once the fix is verified (PRB-08)."""
        return self.fix_deployed_at - self.candidate_at if self.verified_at and self.fix_deployed_at else None

    def instants(self):
        return {state: getattr(self, stamp(state)) for state in State}

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Problem.objects.select_for_update(no_key=True))
        if seen is not None and seen != self.version:
            raise Conflict(seen, self.version, changes_since(self.subject, self.pk, seen))
