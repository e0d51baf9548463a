"""What readers leave behind: whether it helped, what is wrong, and what they looked for in vain."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .article import Article

PERSON = settings.AUTH_USER_MODEL


class Feedback(models.Model):
    """Whether it helped: one word of each reader on each article. Somebody without an account is known for a day by a
    fingerprint that leads nowhere."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="feedback")
    number = models.PositiveIntegerField()
    helpful = models.BooleanField()
    comment = models.CharField(max_length=1000, blank=True)
    person = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    reader = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "feedback"
        constraints = [models.UniqueConstraint(fields=["article", "reader"], name="feedback_of_reader")]

    def __str__(self):
        return f"{'Helpful' if self.helpful else 'Not helpful'}: KB-{self.article_id}"


class FlagReason(models.TextChoices):
    WRONG = "wrong", "Something is wrong"
    OUTDATED = "outdated", "It is out of date"
    UNCLEAR = "unclear", "It is not clear"
    MISSING = "missing", "Something is missing"


class FlagQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(article__in=Article.objects.visible_to(person).order_by().values("pk"))

    def open(self):
        return self.filter(settled_at=None)


class Flag(models.Model):
    """Something is wrong with it: a task for the owner until it is settled (KB-09)."""

    class Verdict(models.TextChoices):
        OPEN = "", "Open"
        MENDED = "mended", "Mended"
        RIGHT = "right", "It is right as it stands"
        RETIRED = "retired", "The article was retired"

    subject = "article_flag"

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="flags")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=FlagReason)
    words = models.CharField(max_length=1000)
    by_reader = models.BooleanField(default=False)
    raised_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField()
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="article_tasks")
    due_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    settled_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["owner", "due_at"], name="flag_open", condition=Q(settled_at__isnull=True))]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, verdict="") | Q(settled_at__isnull=False) & ~Q(verdict=""),
                name="flag_settled_whole",
            ),
        ]

    def __str__(self):
        return f"KB-{self.article_id}: {self.get_reason_display()}"

    def lock(self):
        self.refresh_from_db(from_queryset=Flag.objects.select_for_update(no_key=True))


class Miss(models.Model):
    """What was searched for and not found, counted by day (KB-19)."""

    term = models.CharField(max_length=100)
    day = models.DateField()
    outside = models.BooleanField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "misses"
        constraints = [models.UniqueConstraint(fields=["term", "day", "outside"], name="miss_of_day")]

    def __str__(self):
        return f"{self.term}: {self.count}"


class Synonyms(models.Model):
    """Words that mean the same to whoever searches."""

    subject = "synonyms"

    words = ArrayField(models.CharField(max_length=60))
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "synonyms"
        constraints = [models.CheckConstraint(condition=Q(words__len__gte=2), name="synonyms_two_at_least")]

    def __str__(self):
        return " = ".join(self.words)

    def lock(self):
        self.refresh_from_db(from_queryset=Synonyms.objects.select_for_update(no_key=True))
