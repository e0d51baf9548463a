"""The log: append-only, guarded by triggers. History outlives what it describes, so it names things by value."""

from django.db import models

from supportdesk.events.outbox import Outbox

__all__ = ["Event", "Outbox", "Payload", "Seal"]


class EventQuerySet(models.QuerySet):
    def with_words(self):
        """Without this, an event's words are one more question each."""
        return self.select_related("payload")


class Event(models.Model):
    """Something that happened, told once by the action that did it."""

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    actor_kind = models.CharField(max_length=10)
    team_id = models.BigIntegerField(null=True)
    tier = models.SmallIntegerField(null=True)
    via = models.CharField(max_length=10)
    operation = models.UUIDField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "subject_id", "id"], name="event_of_subject"),
            models.Index(fields=["organisation_id", "id"], name="event_of_organisation"),
            models.Index(fields=["kind", "at"], name="event_of_kind"),
        ]

    def __str__(self):
        return f"{self.kind} {self.name}"

    @property
    def name(self):
        """The subject as one word: the live channel and the stem of DOM ids."""
        return f"{self.subject}-{self.subject_id}"

    @property
    def words(self):
        """The free text that came with it: nothing when there was none, or when it was redacted."""
        payload = getattr(self, "payload", None)
        return (payload and payload.body) or {}


class Payload(models.Model):
    """Free text, old and new values: the part of an event that a redaction may blank. The chain covers its hash."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True)
    body = models.JSONField(null=True)
    sha256 = models.BinaryField(max_length=32)

    def __str__(self):
        return f"words of event {self.pk}"


class Seal(models.Model):
    """One link of an organisation's hash chain. The provider's own events, of no organisation, chain under 0."""

    organisation_id = models.BigIntegerField()
    event_id = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "id"], name="seal_of_organisation")]

    def __str__(self):
        return f"seal of event {self.event_id}"
