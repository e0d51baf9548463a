"""A ticket's timeline: what was said and what happened, in one order (T-41, T-13)."""

from dataclasses import dataclass
from datetime import datetime

from supportdesk.accounts.models import Person
from supportdesk.byhand import made, rows, statement
from supportdesk.events.models import Event
from supportdesk.events.queries import history_of

from ..kinds import Kind
from ..models import Message, Note

SPOKEN = {Kind.REPLIED, Kind.NOTED, Kind.OPENED}
PUBLIC = {Kind.OPENED, Kind.REPLIED, Kind.RESOLVED, Kind.CONFIRMED, Kind.CLOSED, Kind.REOPENED, Kind.CANCELLED}
CARD = ("id", "name", "email", "roles")
WORDS = """
SELECT {word}, {author} FROM %s word JOIN accounts_person author ON author.id = word.author_id
WHERE word.ticket_id = %%s
"""
SAID = {kind: statement(WORDS % kind._meta.db_table, word=kind, author=(Person, CARD)) for kind in (Message, Note)}


def public_name(pk) -> str:
    """What a requester's page listens to."""
    return f"ticket-{pk}-public"


@dataclass(frozen=True)
class Entry:
    """One line: an event, with the message or note it is about where there is one."""

    event: Event
    at: datetime
    message: object = None
    note: object = None

    @property
    def kind(self) -> str:
        return self.event.kind


def entries(ticket, person) -> list[Entry]:
    """Oldest first. A requester gets public kinds and public messages only; notes are not even
    read from the database for them."""
    events = history_of(ticket.subject, ticket.pk, kinds=None if person.serves else PUBLIC)
    messages = said(Message, ticket)
    notes = said(Note, ticket) if person.serves else {}
    return [
        Entry(
            event,
            event.at,
            message=messages.get(event.data.get("message")),
            note=notes.get(event.data.get("note")),
        )
        for event in events
    ]


def said(kind, ticket):
    """What was said of this kind, with the card of who said it."""
    found = {}
    for values in rows(SAID[kind], [ticket.pk]):
        word = made(kind, values)
        word.author = made(Person, values, CARD)
        found[word.pk] = word
    return found
