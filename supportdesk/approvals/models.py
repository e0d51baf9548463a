"""A request to do one thing once, and who said what to it. Nothing stored is ever executed: the one who asked says the
action again, and that uses the approval up."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supportdesk.accounts.models import Role
from supportdesk.approvals import subjects

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    ASKED = "asked", "Waits for an answer"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"
    USED = "used", "Used"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"


OPEN = (State.ASKED, State.GRANTED)


class About(NamedTuple):
    """The thing by value, as the log names it."""

    subject: str
    pk: int
    organisation_id: int | None


class ApprovalQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Staff see what was asked about things that they may know of; for a requester there are no approvals."""
        return self.filter(subjects.seen(person)) if person.is_active and person.serves else self.none()

    def about(self, thing):
        return self.filter(subject=thing.subject, subject_id=thing.pk)

    def same(self, thing, *, by, action, arguments):
        """The same request of the same person: for this action, on this thing, with these very arguments."""
        return self.about(thing).filter(asked_by=by.person, action=action, arguments=arguments)


class Approval(models.Model):
    action = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(null=True, blank=True, help_text="Of the thing, when it was asked for.")
    words = models.CharField(max_length=300)
    arguments = models.JSONField(default=dict, blank=True)
    steps = models.JSONField(help_text="Who has to grant, in order: each step a list of roles, of which one does.")
    roles = ArrayField(models.CharField(max_length=2), help_text="The roles of the step that is next.")
    answers = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who stands for a role in this thing.",
    )
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    granted_by = ArrayField(models.BigIntegerField(), default=list, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    comment = models.TextField(blank=True)
    expires_at = models.DateTimeField(help_text="The end of the waiting, then of the grant.")
    used_at = models.DateTimeField(null=True, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "subject_id", "-id"], name="approval_of_subject"),
            models.Index(fields=["asked_by", "-id"], name="approval_of_asker"),
            models.Index(fields=["expires_at"], name="approval_expires", condition=Q(state__in=OPEN)),
            models.Index(fields=["-id"], name="approval_asked", condition=Q(state=State.ASKED)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "action", "subject", "subject_id", "arguments"],
                name="approval_asked_once",
                condition=Q(state__in=OPEN),
            ),
            models.CheckConstraint(
                condition=Q(state__in=(State.ASKED, State.WITHDRAWN, State.EXPIRED)) | Q(decided_by__isnull=False),
                name="approval_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return self.words

    @property
    def thing(self):
        return About(self.subject, self.subject_id, self.organisation_id)

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def address(self):
        return subjects.of(self.subject).address(self.subject_id)

    @property
    def next_roles(self):
        """In words: who is asked next."""
        named = [self.answers.name] if self.answers else []
        return " or ".join([*named, *(Role(role).label.lower() for role in self.roles)])

    def lock(self):
        self.refresh_from_db(from_queryset=Approval.objects.select_for_update(no_key=True))
