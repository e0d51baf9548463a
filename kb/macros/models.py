"""Approved wording: what it is called, its versions, and the next one while it is proposed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kb.proposing import AbstractProposal, AbstractVersion
from supportdesk.accounts.languages import LANGUAGES

PERSON = settings.AUTH_USER_MODEL


class Audience(models.TextChoices):
    """Whom it speaks to (COM-05): each has a tone and a set of its own."""

    END_USER = "end_user", "End user"
    CUSTOMER_IT = "customer_it", "Customer's IT"
    EXECUTIVE = "executive", "Executive"
    ENGINEERING = "engineering", "Engineering"


class MacroKind(models.TextChoices):
    """What it is for (KB-15)."""

    ACKNOWLEDGE = "ack", "Acknowledgement"
    ASK = "ask", "Ask for details"
    UPDATE = "update", "Update"
    WORKAROUND = "workaround", "Workaround"
    CLOSURE = "closure", "Closure"
    INCIDENT = "incident", "Incident"
    OTHER = "other", "Anything else"


class MacroQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's; a requester reads what was said to them, not what could have been."""
        return self if person.is_active and person.serves else self.none()

    def offered_to(self, person):
        """What may be inserted: published, not retired, and of everybody or of the own teams."""
        teams = Q(live__team=None) | Q(live__team__in=person.scope.teams)
        return self.visible_to(person).filter(teams, live__isnull=False, retired_at=None)


class Macro(models.Model):
    """What all its versions are versions of; `live` is the one that is inserted."""

    subject = "macro"
    organisation_id = None

    name = models.CharField(max_length=100)
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    live = models.ForeignKey("MacroVersion", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    retired_because = models.CharField(max_length=500, blank=True)

    objects = MacroQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def lock(self):
        self.refresh_from_db(from_queryset=Macro.objects.select_for_update(no_key=True))


class MacroVersion(AbstractVersion):
    """One wording, as it was approved. `fields` are what it changes of the ticket (see fields.py)."""

    macro = models.ForeignKey(Macro, models.CASCADE, related_name="versions")
    name = models.CharField(max_length=100)
    purpose = models.CharField(max_length=200)
    audience = models.CharField(max_length=12, choices=Audience)
    kind = models.CharField(max_length=10, choices=MacroKind)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="en")
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, blank=True, related_name="+")
    body = models.TextField()
    fields = models.JSONField(default=dict, blank=True)
    commitments = models.CharField(max_length=500, blank=True)

    class Meta(AbstractVersion.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["macro", "number"], name="macro_version_once")]

    def __str__(self):
        return f"{self.name}, version {self.number}"

    def plain(self):
        """What it says, as a proposal says it."""
        same = ("name", "purpose", "audience", "kind", "language", "body", "fields", "commitments")
        return {name: getattr(self, name) for name in same} | {"category": self.category_id, "team": self.team_id}


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.is_active and person.serves else self.none()

    def open(self):
        return self.filter(state="open")


class MacroProposal(AbstractProposal):
    """The next version, or with no macro yet something new."""

    subject = "macro_proposal"

    macro = models.ForeignKey(Macro, models.CASCADE, null=True, blank=True, related_name="proposals")

    objects = ProposalQuerySet.as_manager()

    class Meta(AbstractProposal.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["macro"], name="macro_proposal_one_open", condition=Q(state="open")),
        ]

    @property
    def before(self):
        """The version that it was begun from, or nothing."""
        return self.macro.versions.filter(number=self.base).first() if self.macro else None

    @property
    def team_id(self):
        return self.content.get("team")

    @property
    def is_small(self) -> bool:
        """It changes wording alone: what happens to the ticket, and to whom it speaks, stays as it is."""
        before = self.before.plain() if self.before else {"fields": {}, "audience": self.content["audience"]}
        return all(self.content[name] == before[name] for name in ("fields", "audience"))
