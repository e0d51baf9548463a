"""What incidents offer to others' pages."""

from functools import partial

from .queries.beside import of_a_ticket


def rooms(request):
    """For the place beside a ticket: its incidents, and the workarounds that are offered because of them."""
    return {"incidents_of": partial(of_a_ticket, getattr(request, "user", None))}
