from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from .. import codes, internal
from ..shapes import Audience, Topic


class Outcome(models.TextChoices):
    OPEN = "", "Not decided"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    DROPPED = "dropped", "Dropped by its writer"


class Revision(models.Model):
    """One state of an article's words. The database refuses every change of it: only what became of it is added."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, blank=True)
    sections = models.JSONField()
    audience = models.CharField(max_length=20, choices=Audience, default=Audience.INTERNAL)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    tier = models.CharField(max_length=20, blank=True)
    topic = models.CharField(max_length=20, choices=Topic, blank=True)
    error_codes = ArrayField(models.CharField(max_length=codes.LONGEST), default=list, blank=True)
    keywords = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    versions = models.CharField(max_length=200, blank=True, help_text="Of the product, for which it holds.")
    minor = models.BooleanField(default=False, help_text="Mends spelling or form, changes no meaning.")
    note = models.CharField(max_length=300, blank=True)
    restores = models.PositiveIntegerField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="article_revisions")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number")]
        indexes = [models.Index(fields=["author", "-made_at"], name="revision_author")]

    def __str__(self):
        return f"KB-{self.article_id} version {self.number}"

    @property
    def inward(self):
        return internal.inward(self.sections)

    @property
    def outward(self):
        return internal.outward(self.sections)

    @property
    def texts(self):
        return {section["key"]: section["text"] for section in self.sections}

    @property
    def inside(self):
        """The keys of the sections that are for the desk alone."""
        return [section["key"] for section in self.sections if section["internal"]]
