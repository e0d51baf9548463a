from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..restricting import require_restricted


@transaction.atomic
def freeze_words(ticket, *, by, at):
    """Nothing more is said outside until a security officer lets it (ESC-10): part of a security escalation, in its
    transaction. The wall stands already."""
    ticket.lock()
    wall = ticket.restriction
    wall.frozen_at, wall.released_at, wall.released_by = at, None, None
    wall.save(update_fields=["frozen_at", "released_at", "released_by"])
    record(Kind.WORDS_FROZEN, ticket, by=by, at=at, version=ticket.version)


@transaction.atomic
def release_words(ticket, *, by, reason):
    """The officer lets the desk speak to the requester again; the wall stays."""
    ticket.lock()
    policy.require(by, "release_words", ticket)
    require_restricted(ticket)
    wall = ticket.restriction
    if not wall.is_frozen:
        raise WrongState("Nothing is frozen here.")
    past.said(by, reason, field="reason", message="Say why, or what may be said.")
    now = past.instant(by, None)
    wall.released_at, wall.released_by = now, by.person
    wall.save(update_fields=["released_at", "released_by"])
    ticket.write(now)
    record(Kind.WORDS_RELEASED, ticket, by=by, at=now, text={"reason": reason}, version=ticket.version)
    return wall
