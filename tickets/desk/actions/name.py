from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..restricting import require_nameable, require_restricted


@transaction.atomic
def name(ticket, *, by, person):
    """Put somebody on the list of a restricted ticket."""
    ticket.lock()
    policy.require(by, "name", ticket)
    require_restricted(ticket)
    require_nameable(ticket, person)
    if ticket.restriction.people.contains(person):
        raise Refused(f"{person} is on the list already.", field="person")
    now = past.instant(by, None)
    ticket.restriction.people.add(person)
    ticket.write(now)
    record(Kind.NAMED, ticket, by=by, at=now, person=person.pk)
    return ticket.restriction
