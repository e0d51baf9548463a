from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import handing, limits, past, policy
from ..kinds import Kind


@transaction.atomic
def accept(ticket, *, by):
    """Accept a ticket that was handed to one: from now on its owner (T-21)."""
    ticket.lock()
    require_offer(ticket)
    policy.require(by, "accept", ticket)
    now = past.instant(by, None)
    limits.mind(ticket, by=by, now=now, owner=by.person)
    giver = ticket.owner
    handing.accept_offer(ticket, now)
    ticket.put(owner=by.person, offered_to=None)
    ticket.handoff_count += 1
    changes = ticket.write(now, also=("handoff_count",))
    record(
        Kind.ACCEPTED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes},
        owner=by.person.pk,
        giver=giver.pk if giver else None,
        version=ticket.version,
    )
    return ticket


def require_offer(ticket):
    if ticket.offered_to_id is None:
        raise WrongState("Nobody has handed this ticket over.")
