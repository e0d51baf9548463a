"""What the lists of the API show beside the rows: two statements for any number of tickets, written by hand because
every answer of the API pays for them."""

from collections import defaultdict
from typing import NamedTuple

from django.db import connection

from supportdesk.byhand import made, rows, statement

from ..models import TicketClock

DETAILS = """
SELECT ticket.id,
       (SELECT max(event.id) FROM events_event event
        WHERE event.subject = 'ticket' AND event.subject_id = ticket.id
          AND (%(kinds)s::text[] IS NULL OR event.kind = ANY (%(kinds)s::text[]))),
       ARRAY (SELECT tag.name FROM desk_ticket_tags tagged JOIN catalogue_tag tag ON tag.id = tagged.tag_id
              WHERE tagged.ticket_id = ticket.id ORDER BY tag.name),
       ARRAY (SELECT ARRAY [one.id::text, one.kind, one.value] FROM desk_identifier one
              WHERE one.ticket_id = ticket.id ORDER BY one.id)
FROM unnest(%(pks)s::bigint[]) AS ticket (id)
"""
CLOCKS = """
SELECT DISTINCT ON (ticket_id, goal) {clock} FROM desk_ticketclock clock
WHERE ticket_id = ANY (%(pks)s::bigint[]) AND (%(goals)s::text[] IS NULL OR goal = ANY (%(goals)s::text[]))
  AND NOT (%(kept)s AND cancelled)
ORDER BY ticket_id, goal, id DESC
"""
LATEST = statement(CLOCKS, clock=TicketClock)


class Details(NamedTuple):
    newest: int = 0
    tags: list = []
    identifiers: list = []


def details(pks, *, kinds=None):
    """Ticket -> its newest event (of these kinds), the names of its tags, its identifiers (id, kind, value)."""
    with connection.cursor() as cursor:
        cursor.execute(DETAILS, {"pks": list(pks), "kinds": kinds and list(kinds)})
        return {pk: Details(newest or 0, tags, identifiers) for pk, newest, tags, identifiers in cursor.fetchall()}


def latest_clocks(pks, *, goals=None, kept=False):
    """Ticket -> the latest clock of each goal; with `kept` the latest that was not cancelled."""
    found = defaultdict(list)
    for values in rows(LATEST, {"pks": list(pks), "goals": goals and list(goals), "kept": kept}):
        clock = made(TicketClock, values)
        found[clock.ticket_id].append(clock)
    return found
