from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..models import Identifier
from ..states import IdentifierKind


@transaction.atomic
def identify(ticket, *, by, kind, value, at=None):
    """Add a technical identifier (T-10): request id, trace id, error code, external reference."""
    ticket.lock()
    policy.require(by, "identify", ticket)
    if kind not in IdentifierKind.values:
        raise Refused("That is not a kind of identifier.", field="kind")
    if not value.strip():
        raise Refused("Give the identifier.", field="value", missing=("value",))
    now = past.instant(by, at)
    identifier, new = Identifier.objects.get_or_create(ticket=ticket, kind=kind, value=value.strip())
    if new:
        ticket.write(now)
        record(Kind.IDENTIFIED, ticket, by=by, at=now, text={"value": identifier.value}, kind=kind)
    return identifier
