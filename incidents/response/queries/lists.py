"""Lists of incidents, and what stands on the page of one."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q

from supportdesk.accounts.models import Region
from supportdesk.catalogue.models import Component
from tickets.desk.models import Ticket

from ..models import CadenceClock, Incident, IncidentTicket
from ..states import LIVE, State

SHOWN = {
    "live": "Live",
    "suspected": "Suspected",
    "review": "In review",
    "closed": "Closed",
    "mine": "With a part of mine",
}


def incidents(person, show="live"):
    """The most severe first, then the newest: with components, clocks that run and the number of tickets, in as many
    statements as for one."""
    running = CadenceClock.objects.filter(stopped_at=None).order_by("-audience")
    found = Incident.objects.visible_to(person).prefetch_related(
        "components", Prefetch("clocks", running, to_attr="running"), *HELD
    )
    found = found.annotate(tickets=Count("links", filter=Q(links__unlinked_at=None)))
    return narrowed(found, person, show).order_by("severity", "-pk")


def named(found):
    """With the names of what is broken and where, and the review, in the statement of the incident itself."""
    return found.select_related("review", "declared_by").annotate(
        component_names=names_of(Component), region_names=names_of(Region)
    )


def names_of(model):
    """Read for the one incident: to group by it, the database would sort every column it has."""
    return ArraySubquery(model.objects.filter(incidents=OuterRef("pk")).order_by("name").values("name"))


HELD = ("roles__person",)


def narrowed(found, person, show):
    if show == "closed":
        return found.filter(state=State.CLOSED)
    if show == "mine":
        return found.filter(roles__person=person, roles__ended_at=None, state__in=LIVE).distinct()
    found = found.filter(state__in=LIVE)
    return found.filter(state=show) if show in (State.SUSPECTED, State.REVIEW) else found


def of_ticket(ticket, person):
    """The incidents a ticket belongs to, the live ones first; most tickets have none."""
    found = Incident.objects.visible_to(person).filter(links__ticket=ticket, links__unlinked_at=None)
    return found.order_by("closed_at", "severity", "-pk")


def could_join(person, ticket):
    """Live incidents that a ticket does not belong to, those of its component first."""
    found = Incident.objects.visible_to(person).live()
    found = found.exclude(links__in=ticket.incident_links.filter(unlinked_at=None))
    same = Count("pk", filter=Q(components=ticket.component_id)) if ticket.component_id else Count("pk")
    return found.annotate(same=same).order_by("-same", "severity", "-pk")


def suggested(incident, person, most=10):
    """Live tickets about what is broken, opened since it began, that belong to no live incident yet (INC-04)."""
    found = Ticket.objects.visible_to(person).live().counted()
    about = found.filter(component__in=incident.components.all(), opened_at__gte=incident.started_at)
    free = about.exclude(incident_links__in=held_links())
    return free.select_related("organisation").order_by("-opened_at")[:most]


def held_links():
    return IncidentTicket.objects.live().filter(incident__state__in=LIVE)
