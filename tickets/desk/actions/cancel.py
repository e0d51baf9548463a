from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import handing, past, policy, timers, workflow
from ..kinds import Kind
from ..states import CancelReason


@transaction.atomic
def cancel(ticket, *, by, seen, reason, comment="", at=None):
    """End a ticket without a resolution: withdrawn, spam, duplicate, mistake (C 29)."""
    ticket.lock(seen)
    policy.require(by, "cancel", ticket)
    target = workflow.target(ticket.status, "cancel")
    if reason not in CancelReason.values:
        raise Refused("Say why it is cancelled.", field="reason", missing=("reason",))
    now = past.instant(by, at)
    ticket.put(status=target, closed_at=now, waiting_reason="", waiting_for="", waiting_until=None)
    handing.withdraw_offer(ticket, now)
    timers.follow(ticket, now, by=by)
    changes = ticket.write(now)
    text = {"changes": changes, "comment": comment}
    record(Kind.CANCELLED, ticket, by=by, at=now, text=text, reason=reason, version=ticket.version)
    return ticket
