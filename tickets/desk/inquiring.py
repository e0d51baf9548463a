"""How a colleague's note answers what they were asked (COM-10)."""

from supportdesk.errors import Refused
from supportdesk.events.record import record

from . import mentions
from .kinds import Kind


def require_askable(ticket, asked, by) -> None:
    """Somebody else who works here and may know of the ticket."""
    if asked.pk == by.person.pk:
        raise Refused("Ask somebody else.", field="asked")
    if not asked.is_active or asked.is_machine or not mentions.sees(asked, ticket):
        raise Refused(f"{asked} does not see this ticket.", field="asked")


def settle(ticket, note, now, *, by) -> None:
    """A note of the one who was asked answers all that they were asked here."""
    for inquiry in ticket.inquiries.filter(asked=by.person, answered_at=None):
        inquiry.answer, inquiry.answered_at, inquiry.remind_at = note, now, None
        inquiry.save(update_fields=["answer", "answered_at", "remind_at"])
        record(Kind.INQUIRY_ANSWERED, ticket, by=by, at=now, inquiry=inquiry.pk, asker=inquiry.asker_id, answer=note.pk)
