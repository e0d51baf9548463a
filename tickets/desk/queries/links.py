"""What a ticket is linked with, in both directions (T-24)."""

from django.db.models import Q

from ..models import Link, Ticket


def links_of(ticket, person):
    """Links from here and to here, oldest first; of tickets that this person may not see, nothing."""
    visible = Ticket.objects.visible_to(person)
    from_here = Q(ticket=ticket) & (Q(other=None) | Q(other__in=visible))
    to_here = Q(other=ticket) & Q(ticket__in=visible)
    return Link.objects.filter(from_here | to_here).select_related("ticket", "other").order_by("pk")
