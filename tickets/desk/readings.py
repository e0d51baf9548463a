"""Up to when a person has read a ticket. Reading is not work on it: no version, no event, one statement."""

from supportdesk import clock
from supportdesk.byhand import row

READ = """
INSERT INTO desk_reading (person_id, ticket_id, read_at) VALUES (%s, %s, clock_timestamp() + %s)
ON CONFLICT (person_id, ticket_id) DO UPDATE SET read_at = excluded.read_at RETURNING read_at
"""


def mark_read(ticket, person):
    """The instant up to which it is read: now."""
    return next(row(READ, [person.pk, ticket.pk, clock.offset()]))
