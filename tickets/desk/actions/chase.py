from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import asking, chasing
from ..kinds import Kind
from ..models import Ask, AskState
from ..silence import working_days_after
from ..states import CauseClass, ResolutionCode, Status
from .ask import zone_of
from .close import close
from .reply import reply
from .resolve import resolve

CHASE = "We still need your answer to go on. These are the questions:"
GONE = "We have not heard from you, so we close this ticket. Write to us here and it opens again."
RECORD = {
    "code": ResolutionCode.NO_RESPONSE,
    "cause_class": CauseClass.UNKNOWN,
    "happened": "The requester was asked for details and chased, and did not answer.",
    "steps": "Asked, chased by the plan, and closed after the silence it names.",
    "advice": "Answer the questions: the ticket then opens again.",
    "verification": "No answer has arrived.",
    "root_cause": "Not known",
    "prevention": "–",
}


@transaction.atomic
def chase_next(*, by):
    """Take the next step of the ask that is due first (T-25): chase it, or after the last chase close the ticket as
    “no response”. An ask that nobody waits for any more ends quietly. Answers whether there was one."""
    now = clock.now()
    due = Ask.objects.filter(chase_at__lte=now).select_related("ticket__organisation", "ticket__requester")
    ask = due.order_by("chase_at", "pk").first()
    if ask is None:
        return False
    ticket = ask.ticket
    ticket.lock()
    ask.refresh_from_db()
    if ask.chase_at is None or ask.chase_at > now:
        return True
    if ticket.status != Status.PENDING_REQUESTER:
        asking.end(ask, AskState.WITHDRAWN, now)
    elif chasing.ends(ask.plan, ask.chases):
        give_up(ask, ticket, now, by=by)
    else:
        remind(ask, ticket, now, by=by)
    return True


def remind(ask, ticket, now, *, by):
    """A public word that the answer is still missing, once for each step of the plan."""
    left = [{"question": part.question, "why": part.why} for part in ask.parts.filter(answered_at=None)]
    reply(ticket, by=by, body=asking.words(CHASE, left), substantial=False)
    ask.chases += 1
    ask.chase_at = max(chasing.due(ask.plan, ask.chases, ask.asked_at, zone_of(ticket)), next_day(now, ticket))
    ask.save(update_fields=["chases", "chase_at"])
    record(Kind.CHASED, ticket, by=by, at=now, ask=ask.pk, number=ask.chases)


def give_up(ask, ticket, now, *, by):
    """Say so, resolve as “no response” and close; whoever must wait for children waits another day."""
    try:
        with transaction.atomic():
            reply(ticket, by=by, body=GONE, substantial=False)
            asking.end(ask, AskState.SILENT, now)
            resolve(ticket, by=by, seen=None, **RECORD)
            close(ticket, by=by, seen=None, reason=RECORD["happened"])
    except Refused:
        ticket.lock()
        ask.refresh_from_db()
        ask.chase_at = next_day(now, ticket)
        ask.save(update_fields=["chase_at"])


def next_day(now, ticket):
    """Steps that a stopped machine has missed do not fall on one day."""
    return working_days_after(now, zone_of(ticket), 1)
