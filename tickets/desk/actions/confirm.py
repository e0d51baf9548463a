from django.db import transaction

from supportdesk.events.record import record

from .. import past, policy, workflow
from ..kinds import Kind


@transaction.atomic
def confirm(ticket, *, by):
    """The requester says that it is solved: the ticket closes (T-28, T-29)."""
    ticket.lock()
    policy.require(by, "confirm", ticket)
    target = workflow.target(ticket.status, "close")
    now = past.instant(by, None)
    ticket.put(status=target, confirmed_at=now, closed_at=now, close_at=None)
    changes = ticket.write(now)
    record(Kind.CONFIRMED, ticket, by=by, at=now, text={"changes": changes}, version=ticket.version)
    return ticket
