"""A ticket's timeline: what was said and what happened, in one order (T-41, T-13)."""

from dataclasses import dataclass
from datetime import datetime

from supportdesk.events.models import Event
from supportdesk.events.queries import history

from ..kinds import Kind

SPOKEN = {Kind.REPLIED, Kind.NOTED, Kind.OPENED}
PUBLIC = {Kind.OPENED, Kind.REPLIED, Kind.RESOLVED, Kind.CONFIRMED, Kind.CLOSED, Kind.REOPENED, Kind.CANCELLED}


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
    events = history(ticket.subject, ticket.pk)
    if not person.serves:
        events = events.filter(kind__in=PUBLIC)
    messages = {message.pk: message for message in ticket.messages.select_related("author")}
    notes = {}
    if person.serves:
        notes = {note.pk: note for note in ticket.notes.select_related("author")}
    return [
        Entry(
            event,
            event.at,
            message=messages.get(event.data.get("message")),
            note=notes.get(event.data.get("note")),
        )
        for event in events
    ]
