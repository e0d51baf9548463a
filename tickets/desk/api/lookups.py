"""Other things named in a body, found among what this person may see and choose.

A thing that exists elsewhere gets the very answer of one that does not exist.
"""

from supportdesk.accounts.models import Person, Role
from supportdesk.api.lookups import missing, one
from supportdesk.byhand import made, row, statement
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType

from ..models import Ticket
from ..queries.search import REFERENCE

KINDS = {"type": TicketType, "category": Category, "component": Component}
OFFERED = """
SELECT {one} FROM %s one WHERE one.retired_at IS NULL AND one.effective_from <= statement_timestamp() AND one.%s = %%s
"""
BY_ID, BY_KEY = (
    {kind: statement(OFFERED % (kind._meta.db_table, column), one=kind) for kind in (*KINDS.values(), Queue)}
    for column in ("id", "key")
)


def offered(name, given):
    """A type, category or component that is not retired."""
    if given is None:
        return None
    return in_force(KINDS[name], given, name)


def in_force(kind, given, name):
    """What `offered()` would find, by hand: every new ticket names two."""
    values = row(BY_ID[kind] if isinstance(given, int) else BY_KEY[kind], [given])
    if values is None:
        raise missing(name)
    return made(kind, values)


def queue(viewer, given):
    if viewer.serves_everybody:
        return in_force(Queue, given, "queue")
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
