from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from tickets.desk import guarding, past

from .. import policy
from ..kinds import MEASURE, Kind
from ..models import Survey

LONGEST = 2000


@transaction.atomic
def answer_survey(survey, *, by, score, comment="", confirmed=(), at=None):
    """Say how it was, once. What was said stands: nobody talks anybody out of it. What may be written nowhere may not
    be written here either (SEC-02)."""
    ticket = survey.ticket
    ticket.lock()
    survey.lock()
    policy.require(by, "answer_survey", survey)
    now = past.instant(by, at)
    require_open(survey, now)
    if score not in survey.steps:
        raise Refused(f"Choose from {min(survey.steps)} to {max(survey.steps)}.", field="score", missing=("score",))
    comment = guarding.screened(by, comment.strip()[:LONGEST], confirmed, field="comment", asks=False)
    survey.score, survey.comment, survey.answered_at = score, comment, now
    survey.save(update_fields=["score", "comment", "answered_at"])
    about = {"survey": survey.pk, "scale": survey.scale, "measure": MEASURE, "score": score}
    record(Kind.ANSWERED, ticket, by=by, at=now, text={"comment": survey.comment} if survey.comment else None, **about)
    return survey


def require_open(survey: Survey, now):
    if survey.answered_at is not None:
        raise WrongState("You have answered this already. Thank you.")
    if survey.ends_at <= now:
        raise WrongState("The time for an answer is over.")
