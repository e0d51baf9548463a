"""What is said about an incident to those whom it hurts: approved wording, updates, and who has them (INC-08)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ..states import Audience
from .incident import Incident

PERSON = settings.AUTH_USER_MODEL


class UpdateTemplateQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.serves else self.none()

    def offered(self):
        """The version in force of each wording that is not retired."""
        return self.filter(retired_at=None)


class UpdateTemplate(models.Model):
    """Wording that may go out as it is. A version is never changed: the next one takes its place."""

    subject = "update_template"
    organisation_id = None
    restricted = False

    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=100)
    headline = models.CharField(max_length=150)
    body = models.TextField()
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = UpdateTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="updatetemplate_version"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(retired_at__isnull=True), name="updatetemplate_one_in_force"
            ),
        ]

    def __str__(self):
        return f"{self.name} (version {self.version})"

    def lock(self):
        self.refresh_from_db(from_queryset=UpdateTemplate.objects.select_for_update(no_key=True))


class UpdateState(models.TextChoices):
    WAITING = "waiting", "Waits for approval"
    SENT = "sent", "Sent"
    DROPPED = "dropped", "Dropped"


class UpdateQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of incidents that this person may know of."""
        return self.filter(incident__in=Incident.objects.visible_to(person).order_by().values("pk"))

    def public(self):
        """What requesters were told."""
        return self.filter(state=UpdateState.SENT, audience=Audience.EXTERNAL)


class Update(models.Model):
    """One update. Its words stand from the moment it is written; what is not approved as they are goes nowhere."""

    subject = "incident_update"
    organisation_id = None

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="updates")
    audience = models.CharField(max_length=10, choices=Audience)
    template = models.ForeignKey(UpdateTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    as_approved = models.BooleanField(help_text="Word for word what the template says.")
    headline = models.CharField(max_length=150, blank=True)
    body = models.TextField()
    confirmed = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=UpdateState)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    via = models.CharField(max_length=10)
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UpdateState.SENT, sent_at__isnull=False)
                | ~Q(state=UpdateState.SENT) & Q(sent_at__isnull=True),
                name="update_sent_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.INTERNAL) | ~Q(headline=""), name="update_outside_has_a_headline"
            ),
        ]

    def __str__(self):
        return f"Update {self.pk} of INC-{self.incident_id}"

    @property
    def restricted(self):
        return self.incident.restricted

    def lock(self):
        self.refresh_from_db(from_queryset=Update.objects.select_for_update(no_key=True))


class Push(models.Model):
    """One update for one ticket: `due_at` until its requester has it. Once, however often it is tried."""

    class Outcome(models.TextChoices):
        WAITS = "waits", "Waits"
        TOLD = "told", "Told"
        NOTED = "noted", "Told on another ticket"
        REFUSED = "refused", "Could not be told"

    update = models.ForeignKey(Update, models.CASCADE, related_name="pushes")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITS)
    message = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="push_due", condition=Q(due_at__isnull=False))]
        constraints = [models.UniqueConstraint(fields=["update", "ticket"], name="push_once")]
        verbose_name_plural = "pushes"

    def __str__(self):
        return f"Update {self.update_id} to T-{self.ticket_id}"
