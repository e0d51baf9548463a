"""The next version of a calendar or a policy while people still talk about it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .calendar import Calendar
from .policy import Policy

PERSON = settings.AUTH_USER_MODEL
READERS = frozenset({"SA", "TL", "SM", "ER", "AU", "OA"})


class DraftQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Whoever may propose, decide or read what is promised, of the provider's own people."""
        reads = person.is_system or not READERS.isdisjoint(person.roles)
        return self if reads and person.is_active and person.serves_everybody else self.none()

    def open(self):
        return self.filter(state=Draft.State.DRAFT)


class DraftState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    DISCARDED = "discarded", "Discarded"


class Draft(models.Model):
    """`content` is what the version will say, `base` the number of the one it was begun from (0: something new).

    An approval is bound to `version`, which counts the changes: what was granted is what was read. `policies` names
    those that count in a calendar, and whether they move to its next version.
    """

    class What(models.TextChoices):
        CALENDAR = "calendar", "Calendar"
        POLICY = "policy", "Policy"

    State = DraftState
    subject = "sla_draft"
    organisation_id = None
    restricted = False

    what = models.CharField(max_length=10, choices=What)
    key = models.SlugField(max_length=60, db_index=False)
    base = models.PositiveIntegerField(default=0)
    content = models.JSONField()
    effective_from = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    also_open = models.BooleanField(default=False, help_text="Judge the open tickets by it as well.")
    policies = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    became = models.PositiveIntegerField(null=True, blank=True)
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["what", "key"], name="sla_draft_one_open", condition=Q(state="draft")),
        ]

    def __str__(self):
        return f"{self.get_what_display().lower()} “{self.name}”"

    @property
    def name(self) -> str:
        return self.content.get("name") or self.key

    @property
    def is_open(self) -> bool:
        return self.state == Draft.State.DRAFT

    @property
    def before(self):
        """The version that it was begun from."""
        return MODELS[self.what].objects.filter(key=self.key, version=self.base).first() if self.base else None

    def lock(self):
        self.refresh_from_db(from_queryset=Draft.objects.select_for_update(no_key=True))

    def build(self, at):
        """The version in memory that this would become."""
        starts = max(at, self.effective_from) if self.effective_from else at
        own = {"key": self.key, "version": self.base + 1, "effective_from": starts, "reason": self.reason}
        return MODELS[self.what].drafted(self.content, **own)


MODELS: dict[str, type[Calendar] | type[Policy]] = {"calendar": Calendar, "policy": Policy}
