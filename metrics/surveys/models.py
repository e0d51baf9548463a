"""How a requester was served, in their own words: asked by the system once a case is over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tickets.desk.models import Ticket

PERSON = settings.AUTH_USER_MODEL


class Scale(models.IntegerChoices):
    """By the number of its steps: a thumb is 0 or 1, a star 1 to 5. Their figures are never mixed (MET-14)."""

    THUMBS = 2, "Thumbs"
    STARS = 5, "1 to 5"


STEPS = {Scale.THUMBS: {1: "Good", 0: "Not good"}}
STEPS[Scale.STARS] = {5: "5, very good", 4: "4, good", 3: "3, so so", 2: "2, not good", 1: "1, bad"}


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The desk's on tickets that they may know of; a requester's own."""
        if not person.serves:
            return self.filter(person=person)
        return self.filter(ticket__in=Ticket.objects.visible_to(person).order_by().values("pk"))

    def answered(self):
        return self.filter(answered_at__isnull=False)


class Survey(models.Model):
    """One question to one person about one case: `closing` is the event that ended it, so none is asked twice."""

    subject = "survey"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="surveys")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="surveys")
    closing = models.BigIntegerField(unique=True)
    scale = models.PositiveSmallIntegerField(choices=Scale)
    sent_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["person", "-sent_at"], name="survey_of_person"),
            models.Index(fields=["ticket", "-sent_at"], name="survey_of_ticket"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, score__isnull=True, comment="")
                | Q(answered_at__isnull=False, score__isnull=False),
                name="survey_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(scale=2, score__in=(0, 1)) | Q(scale=5, score__in=(1, 2, 3, 4, 5)),
                name="survey_score_on_scale",
            ),
        ]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.score or 'no answer'} of {self.scale}"

    @property
    def organisation_id(self):
        return self.ticket.organisation_id

    @property
    def steps(self):
        """Score and word, the best first."""
        return STEPS[Scale(self.scale)]

    @property
    def said(self):
        """What was answered, as one says it."""
        return f"{self.score} of 5" if self.scale == Scale.STARS else self.steps[self.score]

    def lock(self):
        self.refresh_from_db(from_queryset=Survey.objects.select_for_update(no_key=True))
