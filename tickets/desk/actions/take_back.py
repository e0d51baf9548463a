from django.db import transaction

from supportdesk import clock
from supportdesk.errors import NotAllowed, WrongState
from supportdesk.events.record import record

from .. import attaching, drafting
from ..kinds import Kind
from ..models import OutgoingState


@transaction.atomic
def take_back(outgoing, *, by):
    """Undo a reply that is held: it was never said, and its text stands in the composer again."""
    outgoing.ticket.lock()
    outgoing.lock()
    if outgoing.author_id != by.person.pk:
        raise NotAllowed("take back", limit="only: its writer")
    if outgoing.state == OutgoingState.SENT:
        raise WrongState("It has been sent already.")
    if outgoing.state not in (OutgoingState.HELD, OutgoingState.REVIEW):
        raise WrongState("It is not about to be sent any more.")
    now = clock.now()
    outgoing.state, outgoing.send_at, outgoing.decided_at = OutgoingState.UNDONE, None, now
    outgoing.save(update_fields=["state", "send_at", "decided_at"])
    attaching.given_back(outgoing)
    drafting.give_back(outgoing, now)
    record(Kind.HOLD_UNDONE, outgoing, by=by, at=now, ticket=outgoing.ticket_id, author=outgoing.author_id)
    return outgoing
