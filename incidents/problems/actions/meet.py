from django.db import transaction

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import MetTicket, Problem
from ..states import Answer


@transaction.atomic
def meet(known_error, *, by, ticket):
    """This ticket is met by a known error (T-24, PRB-05): counted there, shown here. Linking twice is refused."""
    ticket.lock()
    known_error.lock()
    policy.require(by, "contribute", Problem())
    if not known_error.published_at:
        raise WrongState("It is a draft yet: a lead or a senior publishes it first.")
    return tie(known_error, ticket, by, clock.now())


def tie(known_error, ticket, by, now):
    """Of a draft too, where it was written from this very ticket."""
    about = {"known_error": known_error, "ticket": ticket, "removed_at": None}
    made, new = MetTicket.objects.get_or_create(**about, defaults={"made_by": by.person, "made_at": now})
    if not new:
        raise WrongState(f"{known_error} is linked to {ticket} already.")
    record(Kind.ERROR_LINKED, ticket, by=by, at=now, text={"title": known_error.title}, known_error=known_error.pk)
    return made


@transaction.atomic
def part(link, *, by):
    """It was something else. That it was linked stays in the history; what was offered here is taken back."""
    ticket = link.ticket
    ticket.lock()
    policy.require(by, "contribute", Problem())
    link.refresh_from_db(fields=["removed_at"])
    if link.removed_at:
        raise WrongState("It was taken away already.")
    now = clock.now()
    link.removed_at, link.removed_by = now, by.person
    link.save(update_fields=["removed_at", "removed_by"])
    offers = link.known_error.offers.filter(ticket=ticket, answer=Answer.OPEN)
    offers.update(answer=Answer.MOOT, answered_at=now)
    said = {"title": link.known_error.title}
    record(Kind.ERROR_UNLINKED, ticket, by=by, at=now, text=said, known_error=link.known_error_id)
    return ticket
