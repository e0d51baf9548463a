from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from .. import inquiring, past, policy
from ..kinds import Kind
from ..models import Inquiry
from .note import note


@transaction.atomic
def inquire(ticket, *, by, asked, body, needed_by, seen=None, confirmed=()):
    """Ask a colleague by a note, and say by when the answer is needed (COM-10). Both are reminded once when that
    instant passes; a note of the one asked is the answer."""
    ticket.lock()
    policy.require(by, "note", ticket)
    inquiring.require_askable(ticket, asked, by)
    now = clock.now()
    past.gaps(by, () if needed_by else ("needed_by",), what="An ask")
    past.ahead(by, needed_by, now, field="needed_by", message="The answer must be needed in the future.")
    written = note(ticket, by=by, body=body, seen=seen, confirmed=confirmed)
    people = {"asker": by.person, "asked": asked}
    inquiry = Inquiry.objects.create(
        ticket=ticket, note=written, asked_at=now, needed_by=needed_by, remind_at=needed_by, **people
    )
    inquiring.start_clock(inquiry, now)
    record(Kind.INQUIRED, ticket, by=by, at=now, inquiry=inquiry.pk, asked=asked.pk, needed_by=needed_by)
    return inquiry
