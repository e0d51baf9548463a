from datetime import timedelta

from django.conf import settings
from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import OutgoingState
from .say import give_back


@transaction.atomic
def release(outgoing, *, by, comment=""):
    """Let a newcomer's reply go (ROLE-04): it is held like any other and then said in its writer's name."""
    ticket, now = opened(outgoing, by)
    outgoing.state, outgoing.send_at = OutgoingState.HELD, now + timedelta(seconds=settings.REPLY_HOLD)
    outgoing.reviewer, outgoing.comment = by.person, comment.strip()
    outgoing.save(update_fields=["state", "send_at", "reviewer", "comment"])
    about = {"outgoing": outgoing.pk, "author": outgoing.author_id}
    record(Kind.REVIEW_RELEASED, ticket, by=by, at=now, text={"reason": outgoing.comment}, **about)
    return outgoing


@transaction.atomic
def turn_down(outgoing, *, by, comment):
    """Give a newcomer's reply back with a comment: nothing was said, and the text stands in the composer again."""
    ticket, now = opened(outgoing, by)
    if not comment.strip():
        raise Refused("Say what should be different.", field="comment", missing=("comment",))
    outgoing.reviewer = by.person
    outgoing.save(update_fields=["reviewer"])
    give_back(outgoing, now, by=by, why=comment.strip(), code="review")
    about = {"outgoing": outgoing.pk, "author": outgoing.author_id}
    record(Kind.REVIEW_RETURNED, ticket, by=by, at=now, text={"reason": outgoing.comment}, **about)
    return outgoing


def opened(outgoing, by):
    ticket = outgoing.ticket
    ticket.lock()
    outgoing.lock()
    policy.require(by, "review_reply", outgoing)
    if outgoing.state != OutgoingState.REVIEW:
        raise WrongState("Nobody waits for a look at this reply any more.")
    return ticket, clock.now()
