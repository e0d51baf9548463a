from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models import Role

PERSON = settings.AUTH_USER_MODEL


class Review(models.Model):
    """A look at one revision before it goes out: who asked, whose word it needs, and what was said (KB-04). With
    `due_at` it went out in an emergency and is looked at afterwards, by that instant."""

    class Answer(models.TextChoices):
        ASKED = "asked", "Waits"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned"
        WITHDRAWN = "withdrawn", "Withdrawn"

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="reviews")
    revision = models.ForeignKey("articles.Revision", models.CASCADE, related_name="reviews")
    action = models.CharField(max_length=40)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True)
    authors = ArrayField(models.BigIntegerField(), help_text="Whoever wrote what is looked at.")
    steps = models.JSONField(help_text="Whose word it needs, in order: each step a list of roles, of which one does.")
    roles = ArrayField(models.CharField(max_length=2), help_text="The roles of the step that is next.")
    granted_by = ArrayField(models.BigIntegerField(), default=list, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.ASKED)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="Of a look afterwards: by when.")
    overdue_at = models.DateTimeField(null=True, blank=True)
    before = models.ForeignKey(
        "articles.Revision",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a look afterwards: what was live until then.",
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], name="review_one_at_a_time", condition=Q(answer="asked", due_at=None)
            ),
            models.UniqueConstraint(
                fields=["article"], name="review_one_afterwards", condition=Q(answer="asked", due_at__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(answer="asked") | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="review_decided_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="review_afterwards",
                condition=Q(answer="asked", overdue_at=None, due_at__isnull=False),
            )
        ]

    def __str__(self):
        return f"Review of {self.revision}"

    @property
    def afterwards(self):
        return self.due_at is not None

    @property
    def next_roles(self):
        return " or ".join(Role(role).label.lower() for role in self.roles)
