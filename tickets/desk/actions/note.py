from django.db import transaction

from supportdesk.events.record import record

from .. import past, policy
from ..freshness import require_seen
from ..kinds import Kind
from ..models import Note
from ..texts import index


@transaction.atomic
def note(ticket, *, by, body, seen=None, source_key=None, at=None):
    """Write an internal note: seen by the desk, never delivered to a requester (T-13)."""
    ticket.lock()
    policy.require(by, "note", ticket)
    require_seen(ticket, seen, by=by)
    known = Note.objects.filter(source_key=source_key).first() if source_key else None
    if known:
        return known
    now = past.instant(by, at)
    past.said(by, body, field="body", message="Write something first.")
    written = Note.objects.create(ticket=ticket, author=by.person, body=body, at=now, source_key=source_key)
    index(ticket, body, at=now, internal=True)
    ticket.write(now)
    record(Kind.NOTED, ticket, by=by, at=now, note=written.pk)
    return written
