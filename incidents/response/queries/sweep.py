"""What is left to do with the tickets of an incident after it (INC-19)."""

from typing import NamedTuple

from django.db.models import Q

from tickets.desk.models import Ticket
from tickets.desk.states import LIVE as LIVE_TICKETS
from tickets.desk.states import Status

from .lists import suggested

SHOWN = 200


class Sweep(NamedTuple):
    """Each a list of links, the last one of tickets."""

    untold: list
    not_closed: list
    not_confirmed: list
    refused: list
    not_linked: list

    @property
    def clean(self):
        return not any(self)


def sweep(incident, person):
    """Three statements, however many tickets there are. Of tickets that the reader may not see only the number counts
    (`hidden`)."""
    seen = Ticket.objects.visible_to(person)
    mine = incident.links.live().filter(ticket__in=seen.order_by().values("pk")).select_related("ticket__organisation")
    left = mine.filter(
        Q(told_at=None) | Q(ticket__status__in=[*LIVE_TICKETS, Status.RESOLVED]) | Q(ticket__confirmed_at=None)
    )
    links = list(left.order_by("ticket_id")[:SHOWN])
    return Sweep(
        [link for link in links if link.told_at is None],
        [link for link in links if link.ticket.status in (*LIVE_TICKETS, Status.RESOLVED)],
        [link for link in links if link.ticket.confirmed_at is None and link.ticket.status == Status.RESOLVED],
        [link for link in links if link.flow_words],
        list(suggested(incident, person, SHOWN)),
    )
