"""Has anything happened on a ticket that the writer has not read (D5)?"""

from django.db.models import Max

from supportdesk.errors import Unseen
from supportdesk.events.models import Event
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
    Kind.MERGED,
    Kind.TOOK_IN,
    Kind.SPLIT,
)
PUBLIC = (Kind.REPLIED, Kind.RESOLVED, Kind.CLOSED, Kind.CONFIRMED, Kind.REOPENED, Kind.CANCELLED)


def newest(ticket) -> int:
    """The last event of the ticket: whoever writes now can have read up to here."""
    events = Event.objects.filter(subject=ticket.subject, subject_id=ticket.pk)
    return events.aggregate(newest=Max("pk"))["newest"] or 0


def require_seen(ticket, seen: int | None, *, by) -> None:
    """Raise Unseen with what is new when somebody else did something after event `seen`. A
    requester hears of public things only."""
    if seen is None:
        return
    kinds = MATTERS if by.person.serves else PUBLIC
    new = happened_after(ticket.subject, ticket.pk, seen, kinds=kinds, but_not_by=by.person.pk)
    if new:
        raise Unseen(new)
