"""What approvals show in the pages of others."""

from functools import partial

from .queries import DECIDES, something_waits, waiting_for

MOST = 99


def rail(request):
    """For the frame around every page: how many wait for the reader. Asked only by whoever shows it, and of those
    only whose role decides anything."""
    return {"waiting_approvals": partial(waiting, getattr(request, "user", None))}


def waiting(person):
    if person is None or not person.is_authenticated or not DECIDES & set(person.roles):
        return 0
    if not something_waits(person):
        return 0
    return waiting_for(person).order_by()[: MOST + 1].count()
