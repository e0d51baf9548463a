from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record
from supportdesk.privacy.models import RestrictionKind

from .. import past, policy
from ..kinds import Kind
from ..models import Restriction, Ticket
from ..restricting import drop_the_blind, require_nameable


@transaction.atomic
def restrict(ticket, *, by, kind, reason, people=()):
    """Put a wall around a ticket (SEC-13): from now on only the requester, the people named, whoever builds it and
    the roles that read this kind know of it. An owner who does not see it any more owns it no longer."""
    ticket.lock()
    policy.require(by, "restrict", ticket)
    if ticket.restricted:
        raise WrongState("This ticket is restricted already.", permitted=("name", "unrestrict"))
    if kind not in RestrictionKind.values:
        raise Refused("That is not a kind of restriction.", field="kind")
    past.said(by, reason, field="reason", message="Say why only a few may see it.")
    named = {person.pk: person for person in (by.person, *people)}
    for person in people:
        require_nameable(ticket, person)
    now = past.instant(by, None)
    wall = Restriction.objects.create(ticket=ticket, kind=kind, reason=reason, made_by=by.person, made_at=now)
    wall.people.set(named.values())
    Ticket.objects.filter(pk=ticket.pk).update(restricted=True)
    ticket.put(restricted=True)
    drop_the_blind(ticket, now)
    changes = ticket.write(now)
    data = {"kind": kind, "people": sorted(named), "version": ticket.version}
    record(Kind.RESTRICTED, ticket, by=by, at=now, text={"changes": changes, "reason": reason}, **data)
    return wall
