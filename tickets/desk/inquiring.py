"""How a colleague's note answers what they were asked (COM-10)."""

from supportdesk.errors import Refused
from supportdesk.events.record import Occurrence, record_all

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
    answered = list(ticket.inquiries.filter(asked=by.person, answered_at=None))
    for inquiry in answered:
        inquiry.answer, inquiry.answered_at, inquiry.remind_at = note, now, None
        inquiry.save(update_fields=["answer", "answered_at", "remind_at"])
    record_all([told(ticket, one, now) for one in answered], by=by)


def told(ticket, inquiry, now) -> Occurrence:
    about = {"inquiry": inquiry.pk, "asker": inquiry.asker_id, "answer": inquiry.answer_id}
    return Occurrence(Kind.INQUIRY_ANSWERED, ticket.subject, ticket.pk, ticket.organisation_id, now, about)
