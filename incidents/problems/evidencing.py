"""What tickets and problems share when one becomes evidence for the other."""

from supportdesk.events.record import Occurrence
from tickets.desk.models import Ticket


def locked(tickets):
    """These tickets, locked in one order, so that two who link crosswise wait for each other."""
    wanted = {ticket.pk for ticket in tickets}
    if not wanted:
        return []
    return list(Ticket.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=wanted).order_by("pk"))


def on_ticket(kind, ticket, problem, now):
    """What the ticket's own history says of it."""
    said = {"problem": problem.pk}
    return Occurrence(kind, Ticket.subject, ticket.pk, ticket.organisation_id, now, said, {"title": problem.title})
