"""What is known to go wrong and what helps meanwhile (PRB-05, KB-20)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from supportdesk.errors import Conflict
from supportdesk.events.queries import changes_since

from ..states import Answer, Audience, ErrorStatus
from .problem import Problem, knows_problems

PERSON = settings.AUTH_USER_MODEL


class KnownErrorQuerySet(models.QuerySet):
    def visible_to(self, person):
        if person.is_system:
            return self
        return self if knows_problems(person) else self.none()

    def published(self):
        return self.filter(published_at__isnull=False)

    def state_said(self):
        """Those that a ticket may still be met by."""
        return self.published().exclude(status=ErrorStatus.FIXED)

    def public(self):
        return self.published().filter(audience=Audience.PUBLIC)


ERROR_WORDS = SearchVector("title", "symptom", "conditions", "cause", "workaround", config="english")


class KnownError(models.Model):
    """Spoken of as `KE-<pk>`. `words_internal` and `words_public` are what either audience reads."""

    subject = "known_error"

    title = models.CharField(max_length=200)
    problem = models.ForeignKey(Problem, models.PROTECT, null=True, blank=True, related_name="known_errors")
    component = models.ForeignKey("catalogue.Component", models.PROTECT, null=True, blank=True, related_name="+")
    error_codes = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    symptom = models.TextField()
    conditions = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    workaround = models.TextField(blank=True)
    side_effects = models.TextField(blank=True)
    affected_versions = models.CharField(max_length=200, blank=True)
    fixed_versions = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.INTERNAL)
    words_internal = models.TextField(blank=True)
    words_public = models.TextField(blank=True)
    status = models.CharField(max_length=15, choices=ErrorStatus, default=ErrorStatus.OPEN)
    status_since = models.DateTimeField()
    recorded_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = KnownErrorQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            GinIndex(ERROR_WORDS, name="knownerror_words"),
            GinIndex(fields=["error_codes"], name="knownerror_codes"),
            models.Index(fields=["component"], name="knownerror_of_component"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ErrorStatus.values), name="knownerror_status_known"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(approved_by__isnull=False), name="knownerror_approved"
            ),
        ]

    def __str__(self):
        return self.reference

    @property
    def reference(self):
        return f"KE-{self.pk}"

    @property
    def state_said(self):
        return self.get_status_display() if self.published_at else "Draft"

    @property
    def is_standing(self):
        return self.published_at is not None and self.status != ErrorStatus.FIXED

    def lock(self, seen=None):
        self.refresh_from_db(from_queryset=KnownError.objects.select_for_update(no_key=True))
        if seen is not None and seen != self.version:
            raise Conflict(seen, self.version, changes_since(self.subject, self.pk, seen))


class MetTicketQuerySet(models.QuerySet):
    def present(self):
        return self.filter(removed_at=None)


class MetTicket(models.Model):
    """A ticket that a known error explains; taken away, the row stays as the record."""

    known_error = models.ForeignKey(KnownError, models.CASCADE, related_name="links")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="known_error_links")
    made_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    removed_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = MetTicketQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["known_error", "ticket"], name="metticket_once", condition=Q(removed_at__isnull=True)
            )
        ]

    def __str__(self):
        return f"T-{self.ticket_id} by {self.known_error}"


class WorkaroundOffer(models.Model):
    """A workaround on its way to a requester: nothing is sent before the ticket's owner says so."""

    subject = "workaround"

    known_error = models.ForeignKey(KnownError, models.CASCADE, related_name="offers")
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="workaround_offers")
    words = models.TextField()
    offered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OPEN)
    answered_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["known_error", "ticket"], name="workaround_one_open", condition=Q(answer=Answer.OPEN)
            )
        ]

    def __str__(self):
        return f"{self.known_error} for T-{self.ticket_id}"

    @property
    def restricted(self):
        return self.ticket.restricted

    def lock(self):
        self.refresh_from_db(from_queryset=WorkaroundOffer.objects.select_for_update(no_key=True))
