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
PUBLIC |= {Kind.ATTACHED, Kind.DETACHED, Kind.VIEWED}
PUBLIC |= {Kind.MERGED, Kind.TOOK_IN, Kind.UNMERGED, Kind.GAVE_BACK, Kind.SPLIT, Kind.REJOINED}
CARD = ("id", "name", "email", "roles")
WORDS = """
SELECT {word}, {author} FROM %s word JOIN accounts_person author ON author.id = word.author_id
WHERE word.ticket_id = %%s
"""
SAID = {kind: statement(WORDS % kind._meta.db_table, word=kind, author=(Person, CARD)) for kind in (Message, Note)}


def public_name(pk) -> str:
    """What a requester's page listens to."""
    return f"ticket-{pk}-public"


def writer_name(pk, person_pk) -> str:
    """What the writer's own pages listen to: their replies in their hold."""
    return f"outgoing-{pk}-{person_pk}"


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
    told = [
        Entry(
            event,
            event.at,
            message=messages.pop(event.data.get("message"), None),
            note=notes.pop(event.data.get("note"), None),
        )
        for event in events
    ]
    return told if not (messages or notes) else with_arrivals(told, events, messages, notes)


def with_arrivals(told, events, messages, notes):
    """What was written on another ticket and came here by a merge or a split stands where its time is."""
    arrived = [Entry(events[0], message.at, message=message) for message in messages.values()]
    arrived += [Entry(events[0], note.at, note=note) for note in notes.values()]
    return sorted([*told, *arrived], key=lambda entry: entry.at)


def said(kind, ticket):
    """What was said of this kind, with the card of who said it."""
    found = {}
    for values in rows(SAID[kind], [ticket.pk]):
        word = made(kind, values)
        word.author = made(Person, values, CARD)
        found[word.pk] = word
    return found
