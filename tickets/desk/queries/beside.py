"""What stands beside a ticket on its page: the names of its people and places, tags, identifiers.

One statement by hand. As joins, ten of them, the database would plan for longer than it reads.
"""

from supportdesk.accounts.models import Organisation, Person
from supportdesk.byhand import NAME, columns, made, row, statement
from supportdesk.catalogue.models import Category, Component, Queue, TicketType

from ..models import Resolution

CARD = ("id", "name", "email", "roles")
PARTS = {
    "requester": (Person, CARD),
    "owner": (Person, CARD),
    "offered_to": (Person, CARD),
    "organisation": (Organisation, NAME),
    "queue": (Queue, ("id", "name", "key", "team", "organisation")),
    "type": (TicketType, ("id", "name", "key")),
    "category": (Category, ("id", "name", "parent")),
    "component": (Component, NAME),
}
PART = "(SELECT json_build_array({columns}) FROM {table} one WHERE one.id = ticket.{name}_id)"
PARENT = """
(SELECT json_build_array({columns}) FROM catalogue_category child JOIN catalogue_category one
 ON one.id = child.parent_id WHERE child.id = ticket.category_id)
"""
BESIDE = """
SELECT {parts},
       ARRAY (SELECT tag.name FROM desk_ticket_tags tagged JOIN catalogue_tag tag ON tag.id = tagged.tag_id
              WHERE tagged.ticket_id = ticket.id ORDER BY tag.name),
       ARRAY (SELECT ARRAY [one.kind, one.value] FROM desk_identifier one
              WHERE one.ticket_id = ticket.id ORDER BY one.id),
       EXISTS (SELECT FROM desk_link link WHERE link.ticket_id = ticket.id)
       OR EXISTS (SELECT FROM desk_link link WHERE link.other_id = ticket.id),
       EXISTS (SELECT FROM desk_attachment file WHERE file.ticket_id = ticket.id)
FROM desk_ticket ticket WHERE ticket.id = %s
"""

RESOLUTION = """
SELECT {resolution}, {resolver} FROM desk_resolution resolution
JOIN accounts_person resolver ON resolver.id = resolution.resolved_by_id
WHERE resolution.ticket_id = %s ORDER BY resolution.at DESC, resolution.id DESC LIMIT 1
"""
LAST_RESOLUTION = statement(RESOLUTION, resolution=Resolution, resolver=(Person, CARD))


def part(name, kind, names):
    return PART.format(columns=columns(kind, "one", names), table=kind._meta.db_table, name=name)


LISTED = [part(name, *PARTS[name]) for name in PARTS] + [PARENT.format(columns=columns(Category, "one", NAME))]
STATEMENT = BESIDE.format(parts=", ".join(LISTED))


def read_beside(ticket):
    """Give the ticket its `requester`, `queue` and the like, with the columns that a page shows; `tag_names`,
    `known` (kind and value of each identifier), and whether it is `linked` and `filed` (has links, has files)."""
    values = row(STATEMENT, [ticket.pk])
    for name, (kind, names) in PARTS.items():
        setattr(ticket, name, thing(kind, next(values), names))
    parent = thing(Category, next(values), NAME)
    if ticket.category:
        ticket.category.parent = parent
    ticket.tag_names, ticket.known, ticket.linked, ticket.filed = values


def thing(kind, columns_of_it, names):
    return columns_of_it and made(kind, iter(columns_of_it), names)


def last_resolution(ticket):
    """With the card of who resolved it, or nothing."""
    values = row(LAST_RESOLUTION, [ticket.pk])
    found = values and made(Resolution, values)
    if found:
        found.resolved_by = made(Person, values, CARD)
    return found
