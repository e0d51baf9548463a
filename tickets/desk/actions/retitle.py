from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import guarding, past, policy
from ..kinds import Kind
from ..texts import index, one_line


@transaction.atomic
def retitle(ticket, *, by, seen, title):
    """Change the subject line; it stays findable under both."""
    ticket.lock(seen)
    policy.require(by, "work", ticket)
    if not title.strip():
        raise Refused("A ticket needs a title.", field="title", missing=("title",))
    now = past.instant(by, None)
    ticket.put(title=guarding.screened(by, one_line(title), field="title", asks=False))
    changes = ticket.write(now)
    if changes:
        index(ticket, "", at=now, title=ticket.title)
        record(Kind.RETITLED, ticket, by=by, at=now, text={"changes": changes}, version=ticket.version)
    return ticket
