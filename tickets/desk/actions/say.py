from django.db import DataError, IntegrityError, transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.record import record

from .. import attaching, drafting
from ..kinds import Kind
from ..models import Outgoing, OutgoingState
from .ask import ask
from .reply import reply
from .use_macro import use_macro

BROKEN = "It could not be sent. Please look at it again."


@transaction.atomic
def say(outgoing, *, by, early=False):
    """Say what was held, by the ordinary action and in its writer's name; `early` is the writer's “send now”. What can
    no longer be said as it was meant (something newer arrived, the ticket is over) goes back to its writer with the
    reason. Saying it twice says it once. Answers whether it was said now."""
    ticket = outgoing.ticket
    ticket.lock()
    outgoing.lock()
    now = clock.now()
    if early:
        require_own(outgoing, by)
    if outgoing.state != OutgoingState.HELD or not (early or outgoing.send_at <= now):
        return False
    try:
        with transaction.atomic():
            message = uttered(outgoing, ticket)
    except (Refused, DataError, IntegrityError) as refusal:
        give_back(
            outgoing, now, by=by, why=getattr(refusal, "message", BROKEN), code=getattr(refusal, "code", "broken")
        )
        return False
    outgoing.message = message
    attaching.said(outgoing, message)
    decide(outgoing, OutgoingState.SENT, now)
    about = {"ticket": outgoing.ticket_id, "author": outgoing.author_id}
    record(Kind.SENT, outgoing, by=by, at=now, message=message.pk, **about)
    return True


@transaction.atomic
def say_next(*, by):
    """Say the one whose instant came first, or give it back; answers whether there was one."""
    due = Outgoing.objects.filter(send_at__lte=clock.now()).select_related("ticket", "author")
    first = due.order_by("send_at", "pk").first()
    if first is None:
        return False
    say(first, by=by)
    return True


def uttered(outgoing, ticket):
    if ticket.merged_into_id:
        raise WrongState(f"The ticket was merged into T-{ticket.merged_into_id}. Look whether it still fits there.")
    writer = Actor(outgoing.author, "browser")
    said = {"by": writer, "body": outgoing.body, "seen": outgoing.seen, "confirmed": outgoing.confirmed}
    said["looked_at"] = outgoing.reviewer_id is not None
    if outgoing.macro_id:
        said |= {"promise": outgoing.promise, "questions": outgoing.questions}
        return use_macro(ticket, macro=outgoing.macro, **said).message
    if outgoing.questions:
        return ask(ticket, questions=outgoing.questions, **said).message
    return reply(ticket, promise=outgoing.promise, substantial=outgoing.substantial, **said)


def give_back(outgoing, now, *, by, why, code):
    outgoing.ticket.lock()
    outgoing.comment = why
    decide(outgoing, OutgoingState.RETURNED, now)
    attaching.given_back(outgoing)
    drafting.give_back(outgoing, now)
    about = {"ticket": outgoing.ticket_id, "author": outgoing.author_id}
    record(Kind.RETURNED, outgoing, by=by, at=now, text={"reason": why}, code=code, **about)


def decide(outgoing, state, now):
    outgoing.state, outgoing.send_at, outgoing.decided_at = state, None, now
    outgoing.save(update_fields=["state", "send_at", "decided_at", "comment", "message"])


def require_own(outgoing, by):
    if outgoing.author_id != by.person.pk:
        raise NotAllowed("send", limit="only: its writer")
    if outgoing.state not in (OutgoingState.HELD, OutgoingState.SENT):
        raise WrongState("It is not about to be sent any more.")
