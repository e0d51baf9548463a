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
    wall = build(ticket, named.values(), kind=kind, reason=reason, made_by=by.person, made_at=now)
    ticket.put(restricted=True)
    drop_the_blind(ticket, now)
    tell(wall, named, ticket.write(now), now, by=by)
    return wall


@transaction.atomic
def carry_wall(ticket, *, by, onto, at):
    """A ticket made of a restricted one stands behind the same wall; of any other, behind none."""
    if not ticket.restricted or onto.restricted:
        return
    old = ticket.restriction
    people = {person.pk: person for person in old.people.all()}
    about = {"kind": old.kind, "reason": old.reason, "made_by": old.made_by, "made_at": at}
    about |= {"frozen_at": old.frozen_at, "released_at": old.released_at, "released_by": old.released_by}
    wall = build(onto, people.values(), **about)
    onto.restricted = True
    tell(wall, people, {"restricted": [False, True]}, at, by=by)


def build(ticket, people, **about):
    wall = Restriction.objects.create(ticket=ticket, **about)
    wall.people.set(people)
    Ticket.objects.filter(pk=ticket.pk).update(restricted=True)
    return wall


def tell(wall, named, changes, now, *, by):
    text = {"changes": changes, "reason": wall.reason}
    data = {"kind": wall.kind, "people": sorted(named), "version": wall.ticket.version}
    record(Kind.RESTRICTED, wall.ticket, by=by, at=now, text=text, **data)
