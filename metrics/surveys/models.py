"""How a requester was served, in their own words: asked by the system once a case is over."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tickets.desk.models import Ticket

PERSON = settings.AUTH_USER_MODEL


class Scale(models.IntegerChoices):
    """By the number of its steps. Figures of different scales are never mixed (MET-14)."""

    THUMBS = 2, "Thumbs"
    STARS = 5, "1 to 5"


POSITIVE = {Scale.THUMBS: 2, Scale.STARS: 4}  # from here on an answer is a good one


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
                condition=Q(score__isnull=True) | Q(score__gte=1, score__lte=F("scale")), name="survey_score_on_scale"
            ),
        ]

    def __str__(self):
        return f"T-{self.ticket_id}: {self.score or 'no answer'} of {self.scale}"

    @property
    def organisation_id(self):
        return self.ticket.organisation_id

    @property
    def positive(self):
        return self.score is not None and self.score >= POSITIVE[Scale(self.scale)]

    def lock(self):
        self.refresh_from_db(from_queryset=Survey.objects.select_for_update(no_key=True))
