"""An article: one line of revisions, of which one may be live while the next is worked on."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from supportdesk.accounts.models.present import require_present

from ..shapes import ArticleKind, Audience

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    NEEDS_UPDATE = "needs_update", "Needs update"
    RETIRED = "retired", "Retired"


class IssueStatus(models.TextChoices):
    """Where a known issue stands (KB-20)."""

    OPEN = "open", "Open"
    SCHEDULED = "scheduled", "Fix scheduled"
    FIXED = "fixed", "Fixed"
    WILL_NOT_FIX = "will_not_fix", "Will not be fixed"
    INTENDED = "intended", "Intended limitation"


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's own; readers outside are given copies. What was written about one customer is not for the staff of
        another."""
        if not person.is_active or not person.serves:
            return self.none()
        if person.is_system or person.serves_everybody:
            return self
        ours = Q(organisation=None) | Q(organisation=person.organisation_id)
        return self.filter(ours)

    def with_words(self):
        return self.select_related("live", "working", "category__parent", "component", "owner", "successor")

    def live(self):
        return self.filter(live__isnull=False)


class Article(models.Model):
    """Spoken of as `KB-<pk>`. `working` is the newest revision, `live` the published one."""

    subject = "article"
    restricted = False

    kind = models.CharField(max_length=20, choices=ArticleKind)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    state_since = models.DateTimeField()
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="articles")
    created_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True, related_name="articles")
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="articles")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        help_text="Of the newest revision: whom it is about, or for.",
    )
    live = models.ForeignKey("articles.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    working = models.ForeignKey("articles.Revision", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    review_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    marks = ArrayField(models.CharField(max_length=200), default=list, blank=True, help_text="Why it needs an update.")
    issue_status = models.CharField(max_length=20, choices=IssueStatus, blank=True)
    issue_status_at = models.DateTimeField(null=True, blank=True)
    fixed_in = models.CharField(max_length=100, blank=True)
    uses = models.PositiveIntegerField(default=0, help_text="Tickets that it was used in.")
    solved = models.PositiveIntegerField(default=0, help_text="Tickets that it solved.")
    reopened = models.PositiveIntegerField(default=0, help_text="Tickets that came back although it had solved them.")
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")
    version = models.PositiveIntegerField(default=1)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "-id"], name="article_state"),
            models.Index(fields=["owner", "-id"], name="article_owner"),
            models.Index(fields=["review_at"], name="article_review_at", condition=Q(state="published")),
            models.Index(fields=["expires_at"], name="article_expires_at", condition=Q(expires_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("published", "needs_update")) | Q(live__isnull=False),
                name="article_published_is_live",
            ),
            models.CheckConstraint(
                condition=~Q(state="retired") | Q(live__isnull=True), name="article_retired_is_not_live"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(state="retired") & ~Q(successor=F("id")),
                name="article_successor_of_retired",
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        return f"KB-{self.pk}"

    @property
    def shown(self):
        """What the desk reads: the live revision, else the newest."""
        return self.live or self.working

    @property
    def title(self):
        return self.shown.title

    @property
    def audience(self):
        return self.shown.audience

    @property
    def goes_outside(self):
        return self.live is not None and self.live.audience != Audience.INTERNAL

    @property
    def current(self):
        """The end of the line of successors: where an old link leads."""
        thing = self
        while successor := thing.successor:
            thing = successor
        return thing

    def lock(self, seen=None):
        """Lock the row and read it anew. Raises Conflict when `seen` is not the present version (D5)."""
        self.refresh_from_db(from_queryset=Article.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)
