"""Other things named in a body, found among what this person may see and choose.

A thing that exists elsewhere gets the very answer of one that does not exist.
"""

from supportdesk.accounts.models import Person, Role
from supportdesk.api.lookups import missing, one
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from ..models import Ticket
from ..queries.search import REFERENCE

KINDS = {"type": TicketType, "category": Category, "component": Component}


def offered(name, given):
    """A type, category or component that is not retired."""
    if given is None:
        return None
    return one(KINDS[name].objects.offered(), given, name)


def queue(viewer, given):
    return one(Queue.objects.visible_to(viewer).offered(), given, "queue")


def tags(names):
    found = {tag.name: tag for tag in Tag.objects.offered().filter(name__in=names)} if names else {}
    for number, name in enumerate(names):
        if name not in found:
            raise missing(f"tags/{number}")
    return list(found.values())


def person(viewer, given, name):
    if given == "me":
        return viewer
    people = Person.objects.visible_to(viewer).active().filter(is_machine=False)
    if viewer.sits_lightly:
        people = people.exclude(roles=[Role.RQ])
    return one(people.select_related("organisation__region"), given, name, key="email")


def ticket(viewer, given, name):
    """Another ticket, by id or reference."""
    match = REFERENCE.match(f"T-{given}" if isinstance(given, int) else given)
    return one(Ticket.objects.visible_to(viewer), int(match[1]) if match else 0, name)
