from django.db import transaction

from supportdesk.events.record import record

from .. import past, policy, surroundings
from ..kinds import Kind


@transaction.atomic
def surround(ticket, *, by, seen=None, at=None, **told):
    """Say where it happens (T-06). What is not named stays, what is empty is taken away."""
    ticket.lock(seen)
    policy.require(by, "set_category", ticket)
    now = past.instant(by, at)
    changes = surroundings.put(ticket, told)
    if changes:
        ticket.write(now, also=("surroundings",), beside=changes)
        record(Kind.SURROUNDED, ticket, by=by, at=now, text={"changes": changes}, version=ticket.version)
    return ticket
