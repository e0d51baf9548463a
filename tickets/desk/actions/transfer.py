from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import handing, offered, past, policy, timers
from ..kinds import Kind


@transaction.atomic
def transfer(ticket, *, by, seen, queue, reason="", at=None):
    """Send a ticket to another queue (C 9; out of a queue that is not one's own: C 10). Its owner
    stays only when the new team has them too; else the new team's lead answers for it until taken."""
    ticket.lock(seen)
    own = policy.in_own_queue(by, ticket) or by.person.is_system
    policy.require(by, "assign" if own else "reroute", ticket, queue=queue.pk)
    if not ticket.is_live and by.via != "import":
        raise WrongState("Only a live ticket can change its queue. Reopen it first.", permitted=("reopen",))
    if queue == ticket.queue:
        raise Refused("The ticket is in that queue already.", field="queue")
    if queue.organisation_id not in (None, ticket.organisation_id):
        raise Refused(f"“{queue}” does not serve {ticket.requester}.", field="queue")
    offered.require(by, ticket, queue=queue)
    past.said(by, reason, field="reason", message="Say why the ticket belongs there.")
    now = past.instant(by, at)
    left = ticket.queue
    handing.send(ticket, queue, reason, now)
    timers.retarget(ticket, now, by=by)
    changes = ticket.write(now, also=("transfer_count",))
    record(
        Kind.TRANSFERRED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes, "reason": reason},
        from_queue=left.pk,
        to_queue=queue.pk,
        version=ticket.version,
        facts=ticket.facts(),
    )
    return ticket
