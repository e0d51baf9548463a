"""Which tickets may join an incident: reads, and refusals in words. No writes."""

from typing import NamedTuple

from tickets.desk.models import Ticket
from tickets.desk.states import Status

from .models import Incident, IncidentTicket

MOST = 2000
ABSENT = "There is no such ticket that you may see."


class Linked(NamedTuple):
    """What came of it: the new links, which were in it already, and why others are not."""

    made: list
    already: list
    refused: dict


def looked_at(incident, pks, person):
    """`(tickets that may join, pks in it already, {pk: why not})`; the rows are locked in the order of their numbers,
    so that two who link at once wait for each other."""
    seen = Ticket.objects.visible_to(person).filter(pk__in=pks).values("pk")
    rows = Ticket.objects.filter(pk__in=seen).order_by("pk").only("pk", "status", "organisation_id", "merged_into_id")
    found = {one.pk: one for one in rows.select_for_update(no_key=True, of=("self",))}
    held = IncidentTicket.objects.live().filter(ticket__in=found)
    already = set(held.filter(incident=incident).values_list("ticket_id", flat=True))
    taken = named(elsewhere(incident, held), person) if incident.exclusive else {}
    refused = {pk: ABSENT for pk in pks if pk not in found}
    refused |= {pk: why for pk, one in found.items() if pk not in already and (why := objection(one, taken))}
    return [one for pk, one in found.items() if pk not in already and pk not in refused], sorted(already), refused


def elsewhere(incident, held):
    """Ticket -> the other live major incident that has it."""
    return dict(held.filter(exclusive=True).exclude(incident=incident).values_list("ticket_id", "incident_id"))


def named(taken, person):
    """Ticket -> that incident as this person may know it: what stands behind a wall has no name."""
    seen = set(Incident.objects.visible_to(person).filter(pk__in=taken.values()).values_list("pk", flat=True))
    return {ticket: f"INC-{pk}" if pk in seen else "" for ticket, pk in taken.items()}


def objection(ticket, taken):
    if ticket.merged_into_id:
        return f"T-{ticket.pk} was merged into T-{ticket.merged_into_id}: link that one."
    if ticket.status == Status.CANCELLED:
        return f"T-{ticket.pk} was cancelled."
    if ticket.pk in taken:
        which = f"the major incident {taken[ticket.pk]}" if taken[ticket.pk] else "a major incident that few know of"
        return f"T-{ticket.pk} belongs to {which}. Take it out there first."
    return ""
