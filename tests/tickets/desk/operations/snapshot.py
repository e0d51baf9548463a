"""What a desk looks like, read by hand from the tables: the oracle of the undo. It knows no operation.

Left out is what only goes forward: versions, the instant of the latest activity, and due instants, which move by the
time for which a promise stood still.
"""

from django.db import connection

FORWARD = {"version", "activity_at", "due_at", "rank"}
OF_A_TICKET = {
    "messages": "SELECT id, author_id, from_desk, body, at FROM desk_message WHERE ticket_id = %s ORDER BY id",
    "notes": "SELECT author_id, body, at FROM desk_note WHERE ticket_id = %s ORDER BY id",
    "texts": "SELECT internal, at, document::text FROM desk_text WHERE ticket_id = %s ORDER BY at, internal, document",
    "identifiers": "SELECT kind, value FROM desk_identifier WHERE ticket_id = %s ORDER BY kind, value",
    "links": "SELECT kind, other_id, reference FROM desk_link WHERE ticket_id = %s ORDER BY kind, other_id, reference",
    "linked": "SELECT kind, ticket_id FROM desk_link WHERE other_id = %s ORDER BY kind, ticket_id",
    "tags": "SELECT tag_id FROM desk_ticket_tags WHERE ticket_id = %s ORDER BY tag_id",
    "helpers": "SELECT person_id FROM desk_ticket_helpers WHERE ticket_id = %s ORDER BY person_id",
    "requesters": "SELECT person_id FROM desk_ticket_co_requesters WHERE ticket_id = %s ORDER BY person_id",
    "watchers": "SELECT person_id, level FROM desk_watch WHERE ticket_id = %s ORDER BY person_id",
    "resolutions": "SELECT code, happened, at FROM desk_resolution WHERE ticket_id = %s ORDER BY id",
    "handoffs": "SELECT giver_id, taker_id, to_queue_id, accepted_at, withdrawn_at FROM desk_handoff"
    " WHERE ticket_id = %s ORDER BY id",
    "promises": "SELECT goal, since IS NULL AS held FROM desk_ticketclock"
    " WHERE ticket_id = %s AND stopped_at IS NULL ORDER BY goal",
}


def snapshot(pks):
    """Each of these tickets, whole: {number: {what: rows}}."""
    return {pk: {"fields": fields(pk)} | {name: rows(query, pk) for name, query in OF_A_TICKET.items()} for pk in pks}


def fields(pk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM desk_ticket WHERE id = %s", [pk])
        names = [column.name for column in cursor.description]
        (values,) = cursor.fetchall()
    return {name: value for name, value in zip(names, values, strict=True) if name not in FORWARD}


def rows(query, pk):
    with connection.cursor() as cursor:
        cursor.execute(query, [pk])
        return cursor.fetchall()


def differences(before, after):
    """What is not as it was, for a message that can be read: (ticket, what, before, after)."""
    return [
        (pk, what, before[pk][what], after[pk][what])
        for pk in before
        for what in before[pk]
        if before[pk][what] != after[pk][what]
    ]


def words():
    """Every message, by number: none may be lost or doubled, wherever it stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, body FROM desk_message ORDER BY id")
        return cursor.fetchall()
