from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..restricting import drop_the_blind, require_restricted


@transaction.atomic
def unname(ticket, *, by, person):
    """Take somebody off the list of a restricted ticket; what they owned in it they own no longer."""
    ticket.lock()
    policy.require(by, "unname", ticket)
    require_restricted(ticket)
    if not ticket.restriction.people.contains(person):
        raise Refused(f"{person} is not on the list.", field="person")
    now = past.instant(by, None)
    ticket.restriction.people.remove(person)
    drop_the_blind(ticket, now)
    changes = ticket.write(now)
    record(Kind.UNNAMED, ticket, by=by, at=now, text={"changes": changes}, person=person.pk, version=ticket.version)
    return ticket.restriction
