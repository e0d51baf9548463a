"""Has anything happened on a ticket that the writer has not read (D5)?"""

from supportdesk.errors import Unseen
from supportdesk.events.queries import happened_after

from .kinds import Kind

MATTERS = (
    Kind.REPLIED,
    Kind.NOTED,
    Kind.ASSIGNED,
    Kind.ACCEPTED,
    Kind.MOVED,
    Kind.RESOLVED,
    Kind.CLOSED,
    Kind.CONFIRMED,
    Kind.REOPENED,
    Kind.CANCELLED,
    Kind.PRIORITISED,
    Kind.TRANSFERRED,
)
PUBLIC = (Kind.REPLIED, Kind.RESOLVED, Kind.CLOSED, Kind.CONFIRMED, Kind.REOPENED, Kind.CANCELLED)


def require_seen(ticket, seen: int | None, *, by) -> None:
    """Raise Unseen with what is new when somebody else did something after event `seen`. A
    requester hears of public things only."""
    if seen is None:
        return
    kinds = MATTERS if by.person.serves else PUBLIC
    new = happened_after(ticket.subject, ticket.pk, seen, kinds=kinds, but_not_by=by.person.pk)
    if new:
        raise Unseen(new)
