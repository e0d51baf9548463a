"""Intake forms: their versions, the next one while it is proposed, and what was answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kb.proposing import AbstractProposal, AbstractVersion
from supportdesk.catalogue.models import Queue

from ..forms import schema

PERSON = settings.AUTH_USER_MODEL
WORDS = ("name", "intro", "label", "help", "questions")


class FormQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk sees every form; a requester those that one can fill in."""
        if not person.is_active:
            return self.none()
        if not person.serves:
            return self.offered_to(person)
        return self if person.serves_everybody else self.filter(_of(person.organisation_id))

    def offered_to(self, person):
        """What this person may fill in for themselves."""
        return self.in_use().filter(_of(person.organisation_id))

    def in_use(self):
        return self.filter(live__isnull=False, retired_at=None)


def _of(organisation_id):
    return Q(organisation=None) | Q(organisation=organisation_id)


class Form(models.Model):
    """What all its versions are versions of; `live` is the one that is filled in."""

    subject = "form"

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=100)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    live = models.ForeignKey("FormVersion", models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    retired_because = models.CharField(max_length=500, blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self):
        return self.name

    def lock(self):
        self.refresh_from_db(from_queryset=Form.objects.select_for_update(no_key=True))


class FormVersion(AbstractVersion):
    """What was asked once. Answers stay bound to the version that asked for them."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="versions")
    content = models.JSONField()

    class Meta(AbstractVersion.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="form_version_once")]

    def __str__(self):
        return f"{self.content['name']}, version {self.number}"

    @property
    def questions(self):
        return schema.questions(self.content)


class FormProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self if person.is_active and person.serves_everybody else self.none()

    def open(self):
        return self.filter(state="open")


class FormProposal(AbstractProposal):
    """The next version, or with no form yet something new."""

    subject = "form_proposal"

    form = models.ForeignKey(Form, models.CASCADE, null=True, blank=True, related_name="proposals")

    objects = FormProposalQuerySet.as_manager()

    class Meta(AbstractProposal.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["form"], name="form_proposal_one_open", condition=Q(state="open")),
        ]

    @property
    def before(self):
        """The version that it was begun from, or nothing."""
        return self.form.versions.filter(number=self.base).first() if self.form else None

    @property
    def team_id(self):
        """Whose queue it fills; of a form that goes wherever its type goes, that type's."""
        queues = Queue.objects.filter(Q(pk=self.content["queue"]) | Q(types=self.content["type"]))
        return queues.order_by("pk").values_list("team_id", flat=True).first()

    @property
    def is_small(self) -> bool:
        """It changes wording alone: what is asked, of whom, and where it goes stay as they are."""
        return self.before is not None and bones(self.before.content) == bones(self.content)


def bones(content):
    """A form without its words."""
    asked = [{name: one[name] for name in one if name not in WORDS} for one in content["questions"]]
    return {name: value for name, value in content.items() if name not in WORDS} | {"questions": asked}


class Submission(models.Model):
    """One form, filled in: the ticket that came of it."""

    version = models.ForeignKey(FormVersion, models.PROTECT, related_name="submissions")
    ticket = models.OneToOneField("desk.Ticket", models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.version} on {self.ticket}"


class Answer(models.Model):
    """What was said to one question, with why it was asked. What is kept for a time only is blank afterwards."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300)
    said = models.TextField()
    forget_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["submission", "position"]
        indexes = [
            models.Index(
                fields=["forget_at"],
                name="answer_forget_at",
                condition=Q(forget_at__isnull=False) & Q(forgotten_at__isnull=True),
            )
        ]
        constraints = [models.UniqueConstraint(fields=["submission", "position"], name="answer_once")]

    def __str__(self):
        return f"{self.label}: {self.said}"
