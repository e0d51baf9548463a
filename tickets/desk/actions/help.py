from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind


@transaction.atomic
def add_helper(ticket, *, by, helper):
    """Ask a colleague to help: they see the ticket, the owner stays accountable (T-21)."""
    ticket.lock()
    policy.require(by, "assign", ticket)
    if not helper.serves or not (helper.serves_everybody or helper.organisation_id == ticket.organisation_id):
        raise Refused(f"{helper} cannot help on this ticket.", field="helper")
    if ticket.helpers.contains(helper):
        raise Refused(f"{helper} helps already.", field="helper")
    now = past.instant(by, None)
    ticket.helpers.add(helper)
    ticket.write(now)
    record(Kind.HELPED, ticket, by=by, at=now, helper=helper.pk)
    return ticket
