"""What a ticket is linked with, in both directions (T-24)."""

from django.db.models import Q

from ..models import Link, Ticket
from ..states import LinkKind


def links_of(ticket, person):
    """Links from here and to here, oldest first; of tickets that this person may not see, nothing."""
    visible = Ticket.objects.visible_to(person)
    from_here = Q(ticket=ticket) & (Q(other=None) | Q(other__in=visible))
    to_here = Q(other=ticket) & Q(ticket__in=visible)
    return Link.objects.filter(from_here | to_here).select_related("ticket", "other").order_by("pk")


def latest_follow_up(ticket, person):
    """The latest ticket of this person that goes on from this one, or None; a later one always, so no circle."""
    made = Ticket.objects.visible_to(person).filter(requester=person, pk__gt=ticket.pk)
    linked = made.filter(links__kind=LinkKind.FOLLOW_UP, links__other=ticket)
    return linked.order_by("-pk").first()
