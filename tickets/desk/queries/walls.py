"""The wall around a ticket, for page and API."""

from ..models import Restriction


def wall_of(ticket):
    """With its list, or nothing; asked of restricted tickets alone."""
    if not ticket.restricted:
        return None
    return Restriction.objects.select_related("made_by", "released_by").prefetch_related("people").get(ticket=ticket)
