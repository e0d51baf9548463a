"""What is announced, and to whom: reads for banners, the portal and REST (INC-26)."""

from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from ..models import Incident, IncidentTicket, Update
from ..states import COMMANDED, RECOVERED, State

ANNOUNCED = COMMANDED - RECOVERED
MOST = 5
COLUMNS = {"headline": "headline", "told": "body", "told_at": "sent_at", "next_update_at": "next_at"}


def live(person):
    """For a requester: what was told in public, is not over, and concerns their region; neither restricted ones nor
    drills. Each with the headline, the text and the instant of its latest public update."""
    latest = Update.objects.public().filter(incident=OuterRef("pk")).order_by("-sent_at", "-pk")
    told = {name: Subquery(latest.values(column)[:1]) for name, column in COLUMNS.items()}
    found: Any = Incident.objects.filter(state__in=ANNOUNCED, restricted=False, drill=False)
    return found.filter(near(person)).annotate(**told).exclude(headline=None).order_by("severity", "-pk")


def near(person):
    """An incident that names regions concerns whoever is in one of them; one that names none, everybody."""
    named = Incident.regions.through.objects.filter(incident=OuterRef("pk"))
    region = person.organisation.region_id if person.organisation_id else None
    return ~Exists(named) | Exists(named.filter(region=region)) if region else ~Exists(named)


def for_portal(person):
    """At most a few, each with the reader's own ticket in it, where there is one."""
    found = list(live(person)[:MOST])
    own = own_tickets(person, found) if found else {}
    for one in found:
        one.own_ticket_id = own.get(one.pk)
    return found


def own_tickets(person, incidents):
    links = IncidentTicket.objects.live().filter(incident__in=incidents, ticket__requester=person)
    return dict(links.values_list("incident_id", "ticket_id"))


def own_ticket(incident, person):
    links = IncidentTicket.objects.live().filter(incident=incident, ticket__requester=person)
    link = links.select_related("ticket").order_by("pk").first()
    return link and link.ticket


def for_desk(person):
    """What is suspected or commanded and hurts, the worst first."""
    hurts = ANNOUNCED | {State.SUSPECTED}
    return Incident.objects.visible_to(person).filter(state__in=hurts).order_by("severity", "-pk")[:MOST]


def told_on(ticket):
    """The public updates of the incidents that this ticket belongs to, newest first: the stream that a child inherits
    (INC-04)."""
    incidents = IncidentTicket.objects.live().filter(ticket=ticket, incident__restricted=False).values("incident")
    return Update.objects.public().filter(incident__in=incidents).select_related("incident").order_by("-sent_at", "-pk")
