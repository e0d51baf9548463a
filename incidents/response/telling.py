"""What the tickets of an incident hear of it, in sets."""

from supportdesk.events.record import Occurrence, record_all

from .kinds import Kind
from .models import IncidentTicket


def children(incident):
    """(ticket, organisation) of every ticket that belongs to it."""
    return list(incident.links.live().order_by("pk").values_list("ticket_id", "ticket__organisation_id"))


def on_tickets(kind, tickets, now, data, text=None):
    """The same on each ticket's own history: one occurrence each, for one statement."""
    return [Occurrence(kind, "ticket", pk, organisation, now, data, text) for pk, organisation in tickets]


def moved(incident, now, *, by):
    """Every ticket of it hears where it stands."""
    data = {"incident": incident.pk, "state": incident.state, "severity": incident.severity, "major": incident.major}
    record_all(on_tickets(Kind.TOLD_OF, children(incident), now, data), by=by)


def left(incident, tickets, now, *, by, words):
    """These tickets belong to it no longer."""
    record_all(on_tickets(Kind.LEFT, tickets, now, {"incident": incident.pk}, {"reason": words}), by=by)


def told(links, now):
    """These tickets' requesters have the final message."""
    IncidentTicket.objects.filter(pk__in=[link.pk for link in links], told_at=None).update(told_at=now)
