from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record_all

from .. import past, policy
from ..kinds import Kind
from .link import occurrences


@transaction.atomic
def unlink(ticket, *, by, link):
    """Take a link away; the history keeps that it was there (T-24)."""
    ticket.lock()
    policy.require(by, "unlink", ticket)
    if link.ticket_id != ticket.pk:
        raise Refused("That link belongs to another ticket.", field="link")
    now = past.instant(by, None)
    told = occurrences(Kind.UNLINKED, link, now)
    deleted, _ = link.delete()
    if not deleted:
        raise WrongState("That link is gone already.")
    ticket.write(now)
    record_all(told, by=by)
    return ticket
