from django.db import transaction

from supportdesk.errors import NotAllowed, Refused, WrongState
from supportdesk.events.record import record
from supportdesk.files.holding import let_go

from .. import past, policy
from ..kinds import Kind
from ..models import Attachment


@transaction.atomic
def detach(ticket, *, by, attachment, reason=""):
    """Remove a file from a ticket: every link to it ends at once, its bytes are deleted, and that it was there stays on
    record. There is no way back. Requesters remove what they sent themselves."""
    ticket.lock()
    policy.require(by, "detach", ticket)
    if attachment.ticket_id != ticket.pk:
        raise Refused("That file belongs to another ticket.", field="attachment")
    if not by.person.serves and attachment.added_by_id != by.person.pk:
        raise NotAllowed("detach", limit="only: what you sent yourself")
    now = past.instant(by, None)
    removed = Attachment.objects.present().filter(pk=attachment.pk).update(removed_at=now, removed_by=by.person)
    if not removed:
        raise WrongState("That file is removed already.")
    attachment.refresh_from_db()
    let_go(attachment.file, now)
    ticket.write(now)
    kind = Kind.DETACHED_INSIDE if attachment.internal else Kind.DETACHED
    record(kind, ticket, by=by, at=now, text={"reason": reason} if reason else None, attachment=attachment.pk)
    return attachment
