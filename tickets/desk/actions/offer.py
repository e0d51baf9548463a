from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import handing, past, policy
from ..kinds import Kind
from ..models import Handoff


@transaction.atomic
def offer(ticket, *, by, seen, to, reason):
    """Hand a ticket to a colleague (T-21): the owner stays accountable until they accept."""
    ticket.lock(seen)
    policy.require(by, "assign", ticket)
    if not ticket.is_live or ticket.owner_id is None:
        raise WrongState("Only an owned, live ticket can be handed over.", permitted=("assign",))
    if to == ticket.owner:
        raise Refused("That is the owner already.", field="owner")
    handing.require_able(ticket, to, by)
    past.said(by, reason, field="reason", message="Say why you hand it over.")
    now = past.instant(by, None)
    handing.withdraw_offer(ticket, now)
    Handoff.objects.create(ticket=ticket, giver=ticket.owner, taker=to, reason=reason, offered_at=now)
    ticket.put(offered_to=to)
    changes = ticket.write(now)
    text = {"changes": changes, "reason": reason}
    record(Kind.OFFERED, ticket, by=by, at=now, text=text, to=to.pk, version=ticket.version)
    return ticket
