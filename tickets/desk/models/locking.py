"""A ticket's row, locked and read anew with its type and queue: what every action begins with, so by hand."""

from functools import cache
from typing import Any

from supportdesk.byhand import fields, made, row, statement
from supportdesk.catalogue.models import Queue, TicketType

LOCK = """
SELECT {ticket}, {type}, {queue}, EXISTS (SELECT FROM desk_wiplimit) FROM desk_ticket ticket
JOIN catalogue_tickettype type ON type.id = ticket.type_id JOIN catalogue_queue queue ON queue.id = ticket.queue_id
WHERE ticket.id = %s FOR NO KEY UPDATE OF ticket
"""


@cache
def lock_statement(kind):
    return statement(LOCK, ticket=kind, type=TicketType, queue=Queue)


def lock_and_read(ticket):
    """As `refresh_from_db` does it: what was read of other rows before is forgotten."""
    kind: Any = type(ticket)
    values = row(lock_statement(kind), [ticket.pk])
    if values is None:
        raise kind.DoesNotExist
    fresh = made(kind, values)
    for field in fields(kind):
        setattr(ticket, field.attname, getattr(fresh, field.attname))
        if field.is_relation and field.is_cached(ticket):
            field.delete_cached_value(ticket)
    ticket._prefetched_objects_cache = {}
    ticket.type, ticket.queue = made(TicketType, values), made(Queue, values)
    ticket.limited = next(values)
