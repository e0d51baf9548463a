"""Up to when a person has read a ticket. Reading is not work on it: no version, no event, one statement."""

from django.db import connection

READ = """
INSERT INTO desk_reading (person_id, ticket_id, read_at) VALUES (%s, %s, %s)
ON CONFLICT (person_id, ticket_id) DO UPDATE SET read_at = excluded.read_at
"""


def mark_read(ticket, person, at):
    with connection.cursor() as cursor:
        cursor.execute(READ, [person.pk, ticket.pk, at])
