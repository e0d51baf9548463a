"""Who asks, beside the ticket: what else the customer has open (T-33), and how often people spoke (T-51)."""

from typing import NamedTuple

from django.db import connection

from ..models import Ticket
from ..states import Channel

CAP = 200
NEWEST = 3
CHANNEL_OF = {"browser": Channel.PORTAL, "api": Channel.API, "mail": Channel.EMAIL, "chat": Channel.CHAT}
CONTACTS = """
SELECT count(*) FILTER (WHERE NOT said.from_desk),
       count(*) FILTER (WHERE said.from_desk),
       count(*) FILTER (WHERE NOT said.from_desk AND said.before),
       (SELECT count(DISTINCT owner) FROM (
          SELECT ticket.owner_id FROM desk_ticket ticket WHERE ticket.id = %(ticket)s
          UNION ALL SELECT unnest(ARRAY[hand.giver_id, hand.taker_id]) FROM desk_handoff hand
          WHERE hand.ticket_id = %(ticket)s AND hand.accepted_at IS NOT NULL) AS held (owner)),
       (SELECT array_agg(DISTINCT event.via) FROM events_event event
        WHERE event.subject = 'ticket' AND event.subject_id = %(ticket)s AND event.kind = 'ticket.replied'
          AND event.data ->> 'from_desk' = 'false')
FROM (SELECT from_desk, lag(from_desk) OVER (ORDER BY at, id) AS before
      FROM desk_message WHERE ticket_id = %(ticket)s) AS said
"""


def filled(ticket) -> Ticket:
    """The ticket with all that is known of its requester and organisation: the page itself reads less of both."""
    related = Ticket.objects.select_related("requester", "organisation__account_owner").only(
        "requester", "organisation"
    )
    whole = related.get(pk=ticket.pk)
    ticket.requester, ticket.organisation = whole.requester, whole.organisation
    return ticket


class Contacts(NamedTuple):
    """How often each side spoke, how often the requester answered the desk, through how many hands and
    by which channels (T-51)."""

    requester_messages: int
    desk_messages: int
    round_trips: int
    owners: int
    channels: list[str]


def contacts(ticket) -> Contacts:
    """One statement, by the index of the ticket's messages."""
    with connection.cursor() as cursor:
        cursor.execute(CONTACTS, {"ticket": ticket.pk})
        asked, answered, trips, owners, doors = cursor.fetchone()
    used = {CHANNEL_OF[door] for door in doors or () if door in CHANNEL_OF}
    return Contacts(asked, answered, trips, owners, [ticket.channel, *sorted(used - {ticket.channel})])


class OpenTickets(NamedTuple):
    """How many, counted up to CAP, and the newest of them."""

    total: int
    newest: list[Ticket]


def open_tickets(ticket, person) -> OpenTickets:
    """What else the ticket's customer has open, as far as this person may know of it."""
    seen = Ticket.objects.visible_to(person).live().filter(organisation=ticket.organisation_id).exclude(pk=ticket.pk)
    return OpenTickets(seen.order_by()[: CAP + 1].count(), list(seen.order_by("-pk")[:NEWEST]))
