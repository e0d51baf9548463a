from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy, telling
from ..kinds import Kind


@transaction.atomic
def unlink(incident, *, by, ticket, reason):
    """Take a ticket out again, with a reason; what it has heard it has heard."""
    incident.lock()
    policy.require(by, "link_child", incident)
    found = incident.links.live().filter(ticket=ticket).select_for_update(no_key=True).first()
    if found is None:
        raise WrongState(f"T-{ticket.pk} does not belong to {incident}.")
    if not incident.is_live:
        raise WrongState(f"{incident} is closed: what belonged to it stays.")
    if not reason.strip():
        raise Refused("Say why it does not belong to it.", field="reason", missing=("reason",))
    now = clock.now()
    found.unlinked_at, found.unlinked_by, found.flow_due_at = now, by.person, None
    found.save(update_fields=["unlinked_at", "unlinked_by", "flow_due_at"])
    words = {"reason": reason.strip()}
    telling.left(incident, [(ticket.pk, ticket.organisation_id)], now, by=by, words=words["reason"])
    record(Kind.UNLINKED, incident, by=by, at=now, text=words, ticket=ticket.pk)
    return found
