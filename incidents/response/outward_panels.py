"""What is said about incidents, offered to others' pages. Asked only by whoever shows it."""

from functools import partial

from .queries import public
from .queries.updates import alerts_of, of_incident

LATEST = 5


def outside(request):
    person = getattr(request, "user", None)
    return {
        "announced": partial(announced, person),
        "told_on": told_on,
        "latest_updates": lambda incident: list(of_incident(incident)[:LATEST]),
        "alerts_of": lambda incident: list(alerts_of(incident)),
    }


def announced(person):
    """For the portal: what is live and concerns the reader."""
    if person is None or not person.is_authenticated or person.serves:
        return []
    return public.for_portal(person)


def told_on(ticket):
    return list(public.told_on(ticket)[:LATEST])
