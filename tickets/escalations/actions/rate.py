from decimal import Decimal

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import moving, policy
from ..fields import DIMENSIONS
from ..kinds import Kind
from ..states import Avoidable

TICKS = {0, 0.5, 1}
STEP = Decimal("0.5")


@transaction.atomic
def rate(escalation, *, by, rating=None, ticks=None):
    """Out of five: the five ticks of D.2, each 0, 0.5 or 1, or one overall figure (ESC-18). Said again, the last word
    counts; the log keeps every one."""
    escalation.lock()
    policy.require(by, policy.receiving(escalation), escalation)
    if escalation.acknowledged_at is None:
        raise WrongState("It is rated by whoever received it.")
    keep_rating(escalation, clock.now(), by=by, rating=rating, ticks=ticks)
    return escalation


def keep_rating(escalation, now, *, by, rating=None, ticks=None):
    if ticks is not None:
        fits = isinstance(ticks, dict) and set(ticks) == set(DIMENSIONS) and set(ticks.values()) <= TICKS
        if not fits:
            raise Refused("Give 0, 0.5 or 1 for each of the five.", field="ticks")
        rating = sum(Decimal(str(one)) for one in ticks.values())
    if rating is None or not 0 <= Decimal(rating) <= 5 or Decimal(rating) % STEP:
        raise Refused("Give a figure from 0 to 5, in halves.", field="rating")
    escalation.rating, escalation.ticks = Decimal(rating), ticks
    escalation.rated_by, escalation.rated_at = by.person, now
    moving.keep(escalation)
    about = {"rating": float(rating), "ticks": ticks, "predicted": float(escalation.score)}
    record(
        Kind.RATED, escalation.ticket, by=by, at=now, **moving.about(escalation), sender=escalation.sender_id, **about
    )


@transaction.atomic
def judge(escalation, *, by, avoidable, reason="", words=""):
    """Whether the sending tier could have solved it, and why (ESC-17)."""
    escalation.lock()
    policy.require(by, "judge", escalation)
    if escalation.submitted_at is None:
        raise WrongState("It was never sent.")
    if avoidable and reason not in Avoidable.values:
        raise Refused("Say why it need not have been sent.", field="reason", missing=("reason",))
    now = clock.now()
    escalation.avoidable, escalation.avoidable_reason = avoidable, reason if avoidable else ""
    escalation.avoidable_words, escalation.judged_by, escalation.judged_at = words.strip(), by.person, now
    moving.keep(escalation)
    about = {"avoidable": avoidable, "reason": escalation.avoidable_reason, "sender": escalation.sender_id}
    record(
        Kind.JUDGED,
        escalation.ticket,
        by=by,
        at=now,
        **moving.about(escalation),
        text={"words": words.strip()},
        **about,
    )
    return escalation
