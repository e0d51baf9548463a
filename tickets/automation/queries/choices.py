"""What people chose meanwhile."""

from supportdesk.events.models import Event
from tickets.desk.kinds import Kind
from tickets.desk.models import Ticket

HANDS = (Kind.TRANSFERRED, Kind.ASSIGNED, Kind.OFFERED, Kind.ACCEPTED)


def chosen_since(run) -> bool:
    """Somebody has decided about its place or its owner since: a rule never acts against that."""
    later = Event.objects.filter(subject=Ticket.subject, subject_id=run.ticket_id, pk__gt=run.event_id)
    return later.filter(kind__in=HANDS, actor_kind="person").exists()
