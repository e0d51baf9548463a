from django.db import transaction

from supportdesk.events.record import record

from .. import guarding, inquiring, mentions, past, policy
from ..attaching import to_note
from ..freshness import require_seen
from ..kinds import Kind
from ..models import Note
from ..texts import say


@transaction.atomic
def note(ticket, *, by, body, seen=None, confirmed=(), answers=None, source_key=None, files=(), at=None):
    """Write an internal note: seen by the desk, never delivered to a requester (T-13). Colleagues it names by `@` are
    told of it, and it answers whatever its writer was asked here; whoever was asked (`answers`, an inquiry) may answer
    whatever their seat (COM-10)."""
    ticket = ticket.lock_heir()
    if answers is None or answers.ticket_id != ticket.pk or answers.asked_id != by.person.pk:
        policy.require(by, "note", ticket)
    require_seen(ticket, seen, by=by)
    known = Note.objects.filter(source_key=source_key).first() if source_key else None
    if known:
        return known
    now = past.instant(by, at)
    past.said(by, body, field="body", message="Write something first.")
    body = guarding.screened(by, body, confirmed, asks=False)
    written = Note(ticket=ticket, author=by.person, body=body, at=now, source_key=source_key)
    say(written, internal=True)
    named = [one for one in mentions.mentioned(ticket, body, by.person) if one.pk != by.person.pk]
    written.mentions.add(*named)
    ticket.write(now)
    told = {"mentions": [one.pk for one in named]} if named else {}
    record(Kind.NOTED, ticket, by=by, at=now, note=written.pk, **told)
    inquiring.settle(ticket, written, now, by=by)
    return to_note(written, files, by=by)
