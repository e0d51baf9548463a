"""What is read and searched: copies of an article made for one kind of reader. The outside one holds nothing that is
the desk's, so that no page, answer or search made of it can show any."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from ..codes import LONGEST
from ..shapes import Audience


class Shelf(models.TextChoices):
    DRAFT = "draft", "Being worked on"
    INSIDE = "inside", "For the desk"
    OUTSIDE = "outside", "For readers outside"


class CopyQuerySet(models.QuerySet):
    def for_reader(self, person=None):
        """What somebody outside may read; nobody in particular: what everybody may."""
        seen = Q(audience=Audience.PUBLIC)
        if person is not None and person.is_authenticated and person.is_active and person.organisation_id:
            seen |= Q(audience=Audience.ORGANISATION, organisation=person.organisation_id)
            seen |= Q(audience=Audience.TIER, tier=person.organisation.tier)
        return self.filter(seen, shelf=Shelf.OUTSIDE)

    def for_desk(self, person, shelf=Shelf.INSIDE):
        if not person.is_active or not person.serves:
            return self.none()
        found = self.filter(shelf=shelf)
        if person.serves_everybody:
            return found
        return found.filter(Q(organisation=None) | Q(organisation=person.organisation_id))


class Copy(models.Model):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="copies", db_index=False)
    shelf = models.CharField(max_length=10, choices=Shelf)
    number = models.PositiveIntegerField(help_text="Of the revision that it was made of.")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, blank=True)
    sections = models.JSONField()
    audience = models.CharField(max_length=20, choices=Audience)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    tier = models.CharField(max_length=20, blank=True)
    category = models.ForeignKey("catalogue.Category", models.PROTECT, null=True, blank=True, related_name="+")
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="+")
    error_codes = ArrayField(models.CharField(max_length=LONGEST), default=list, blank=True)
    codes = ArrayField(models.CharField(max_length=LONGEST), default=list, blank=True, help_text="In their plain form.")
    versions = models.CharField(max_length=200, blank=True)
    weight = models.FloatField(default=1, help_text="How much it is put forward: used ones more, doubtful ones less.")
    changed_at = models.DateTimeField()
    names = SearchVectorField()
    document = SearchVectorField()

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "copies"
        constraints = [
            models.UniqueConstraint(fields=["article", "shelf"], name="copy_on_its_shelf"),
            models.CheckConstraint(
                condition=~Q(shelf="outside") | ~Q(audience="internal"), name="copy_outside_is_not_internal"
            ),
        ]
        indexes = [
            GinIndex(fields=["names"], name="copy_names"),
            GinIndex(fields=["document"], name="copy_document"),
            GinIndex(fields=["codes"], name="copy_codes"),
            models.Index(fields=["shelf", "category"], name="copy_category"),
        ]

    def __str__(self):
        return f"KB-{self.article_id} {self.shelf}"

    @property
    def reference(self):
        return f"KB-{self.article_id}"
