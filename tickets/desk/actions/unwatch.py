from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind


@transaction.atomic
def unwatch(ticket, *, by, person=None):
    """Follow it no longer, oneself or a colleague (T-53)."""
    ticket.lock()
    follower = person or by.person
    policy.require_watch(by, ticket, follower)
    gone, _ = ticket.watches.filter(person=follower).delete()
    if not gone:
        raise Refused(f"{follower} does not watch this ticket.", field="person")
    record(Kind.UNWATCHED, ticket, by=by, at=clock.now(), person=follower.pk)
    return ticket
