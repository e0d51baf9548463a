from typing import NamedTuple

from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy, redacting
from ..kinds import Kind
from ..models import Ticket
from .detach import detach

SHORTEST, LONGEST = 4, 2_000


class Redacted(NamedTuple):
    """In how many places it stood, and how many files were removed because they held it."""

    places: int
    files: int


@transaction.atomic
def redact(ticket, *, by, text, reason):
    """Take a text out of everything that belongs to a ticket, for good (SEC-03): rows, files, index, log, and what is
    about to leave. The log says who did it, when and why, and not what it was. There is no way back."""
    ticket.lock()
    policy.require(by, "redact", ticket)
    wanted = text.strip()
    if not SHORTEST <= len(wanted) <= LONGEST:
        raise Refused(f"Give the text to take out, of {SHORTEST} to {LONGEST:,} characters.", field="text")
    past.said(by, reason, field="reason", message="Say why it has to go.")
    if wanted in reason:
        raise Refused("The reason stays: do not repeat there what has to go.", field="reason")
    require_own_words(ticket, by, wanted)
    held = [one for one in redacting.files_with(ticket, wanted) if removable(by, one)]
    for attachment in held:
        detach(ticket, by=by, attachment=attachment, reason=reason)
    places = redacting.take_out(ticket, wanted)
    if not places and not held:
        raise Refused("This text stands nowhere on this ticket.", field="text")
    fresh = Ticket.objects.get(pk=ticket.pk)
    redacting.findable(fresh)
    now = past.instant(by, None)
    fresh.write(now)
    record(Kind.REDACTED, fresh, by=by, at=now, text={"reason": reason}, places=places, files=len(held))
    return Redacted(places, len(held))


def removable(by, attachment):
    return by.person.serves or attachment.added_by_id == by.person.pk


def require_own_words(ticket, by, text):
    """Whoever does not work here takes back what they wrote themselves, and learns of nothing else."""
    if by.person.serves:
        return
    own = ticket.messages.filter(author=by.person, body__contains=text).exists()
    if not own and text not in ticket.title:
        raise Refused("This text stands in nothing that you wrote here.", field="text")
