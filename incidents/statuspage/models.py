"""What the public is told: parts and how they fare, what is wrong, and the pages as they were rendered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from incidents.response.models import Incident
from supportdesk.accounts.models.present import require_present

PERSON = settings.AUTH_USER_MODEL


class Health(models.TextChoices):
    """How a part fares, from best to worst."""

    OPERATIONAL = "operational", "Operational"
    MAINTENANCE = "maintenance", "Under maintenance"
    DEGRADED = "degraded", "Degraded"
    PARTIAL = "partial_outage", "Partial outage"
    MAJOR = "major_outage", "Major outage"


class Stage(models.TextChoices):
    """How far a notice has come. The last one ends it."""

    INVESTIGATING = "investigating", "Investigating"
    IDENTIFIED = "identified", "Cause found"
    MONITORING = "monitoring", "Watching the fix"
    RESOLVED = "resolved", "Resolved"


class StatusComponentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's own board; everybody else reads the public page."""
        return self if person.serves else self.none()

    def shown(self):
        return self.filter(shown=True)


class StatusComponent(models.Model):
    """A part of the estate under the name that customers know. Nothing of the catalogue is public but what stands
    here and is shown."""

    subject = "status_component"
    restricted = False
    organisation_id = None

    component = models.OneToOneField("catalogue.Component", models.PROTECT, related_name="status")
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    shown = models.BooleanField(default=True)
    health = models.CharField(max_length=20, choices=Health, default=Health.OPERATIONAL)
    since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = StatusComponentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(health__in=Health.values), name="statuscomponent_health_known"),
        ]

    def __str__(self):
        return self.name

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=StatusComponent.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)


class Spell(models.Model):
    """How a part fared from one instant to another: the history of the page."""

    component = models.ForeignKey(StatusComponent, models.CASCADE, related_name="spells")
    health = models.CharField(max_length=20, choices=Health)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["component"], name="spell_one_runs", condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="spell_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return f"{self.component}: {self.get_health_display()}"


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's; those of an incident are for whoever may know of that."""
        if not person.serves:
            return self.none()
        seen = Incident.objects.visible_to(person).order_by().values("pk")
        return self.filter(Q(incident=None) | Q(incident__in=seen))

    def public(self):
        """Posted and not withdrawn; of a restricted incident nothing, also when it was restricted afterwards."""
        return self.filter(published_at__isnull=False, withdrawn_at=None).exclude(incident__restricted=True)


class Notice(models.Model):
    """What customers read about one disturbance. A draft until its first post."""

    subject = "status_notice"
    organisation_id = None
    restricted = False

    incident = models.ForeignKey(
        "response.Incident", models.PROTECT, null=True, blank=True, related_name="status_notices"
    )
    title = models.CharField(max_length=150)
    components = models.ManyToManyField(StatusComponent, related_name="notices")
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    began_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        indexes = [models.Index(fields=["-began_at"], name="notice_public", condition=Q(published_at__isnull=False))]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, stage="") | Q(published_at__isnull=False) & ~Q(stage=""),
                name="notice_posted_has_a_stage",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) & ~Q(stage=Stage.RESOLVED)
                | Q(ended_at__isnull=False, stage=Stage.RESOLVED),
                name="notice_ends_resolved",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def state(self):
        if self.withdrawn_at:
            return "Withdrawn"
        return self.get_stage_display() if self.stage else "Draft"

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=Notice.objects.select_for_update(no_key=True))
        require_present(self.subject, self, seen)


class Post(models.Model):
    """One update of a notice. Never changed: a correction is the next post."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="posts")
    stage = models.CharField(max_length=20, choices=Stage)
    body = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.notice}: {self.get_stage_display()}"


class Copy(models.Model):
    """A public page as it was rendered. Whoever reads it asks for this row and nothing else."""

    key = models.CharField(max_length=40, unique=True)
    media_type = models.CharField(max_length=60)
    body = models.BinaryField()
    packed = models.BinaryField(help_text="The same, by gzip.")
    digest = models.CharField(max_length=64)
    release = models.CharField(max_length=16, help_text="Of our styles: a page made for older ones is made anew.")
    made_at = models.DateTimeField()
    incidents = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        verbose_name_plural = "copies"

    def __str__(self):
        return self.key
