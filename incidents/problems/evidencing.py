"""What tickets, incidents and problems share when one becomes evidence for the other."""

from incidents.response.models import Incident
from supportdesk.events.record import Occurrence
from tickets.desk.models import Ticket


def locked(tickets):
    """These tickets, locked in one order, so that two who link crosswise wait for each other."""
    return rows(Ticket, tickets)


def locked_incidents(incidents):
    """The same of incidents: always before tickets, as incidents themselves do, and before the problem."""
    return rows(Incident, incidents)


def rows(model, things):
    wanted = {thing.pk for thing in things}
    if not wanted:
        return []
    return list(model.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=wanted).order_by("pk"))


def told(kind, thing, problem, now):
    """What the own history of the ticket or incident says of it."""
    said = {"problem": problem.pk}
    return Occurrence(kind, thing.subject, thing.pk, thing.organisation_id, now, said, {"title": problem.title})
