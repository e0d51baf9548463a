from django.db import transaction

from supportdesk.events.record import record

from .. import handing, past, policy
from ..kinds import Kind
from .accept import require_offer


@transaction.atomic
def decline(ticket, *, by, reason):
    """Decline a ticket that was handed to one; it stays with its owner (T-21)."""
    ticket.lock()
    require_offer(ticket)
    policy.require(by, "accept", ticket)
    past.said(by, reason, field="reason", message="Say why you decline it.")
    now = past.instant(by, None)
    handing.withdraw_offer(ticket, now)
    changes = ticket.write(now)
    text = {"changes": changes, "reason": reason}
    record(Kind.DECLINED, ticket, by=by, at=now, text=text, version=ticket.version)
    return ticket
