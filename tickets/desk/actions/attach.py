from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import attaching, past, policy
from ..kinds import Kind


@transaction.atomic
def attach(ticket, *, by, files, internal=False, at=None, **about):
    """Put uploaded files on a ticket by themselves. `files` are the numbers of loose ones of one's own, `about` what is
    known of them: kind, source, captured_at, sensitivity, once (T-09). Internal ones are the desk's alone."""
    ticket.lock()
    policy.require(by, "attach", ticket)
    require_possible(ticket, by, files, internal)
    now = past.instant(by, at)
    made = attaching.put(files, by=by, at=now, ticket=ticket, internal=internal, **about)
    ticket.write(now)
    kind = Kind.ATTACHED_INSIDE if internal else Kind.ATTACHED
    record(
        kind,
        ticket,
        by=by,
        at=now,
        text={"names": [one.file.name for one in made]},
        attachments=[one.pk for one in made],
    )
    return made


def require_possible(ticket, by, files, internal):
    if not files:
        raise Refused("Choose a file first.", field="attachments", missing=("attachments",))
    if by.person.serves or by.via == "import":
        return
    if internal:
        raise Refused("Only the desk keeps internal files.", field="internal")
    if not ticket.is_live:
        raise WrongState("This ticket is over. Send the file with a reply, which takes it up again.")
