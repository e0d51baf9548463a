from django.db import transaction

from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..restricting import require_restricted


@transaction.atomic
def unrestrict(ticket, *, by, reason):
    """Take the wall away: everybody who would ordinarily see the ticket sees all of it, what was said behind it too."""
    ticket.lock()
    policy.require(by, "unrestrict", ticket)
    require_restricted(ticket)
    past.said(by, reason, field="reason", message="Say why everybody may see it again.")
    now = past.instant(by, None)
    ticket.restriction.delete()
    ticket.put(restricted=False)
    changes = ticket.write(now)
    text = {"changes": changes, "reason": reason}
    record(Kind.UNRESTRICTED, ticket, by=by, at=now, text=text, version=ticket.version)
    return ticket
