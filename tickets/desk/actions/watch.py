from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import mentions, policy
from ..kinds import Kind
from ..models import Watch, WatchLevel


@transaction.atomic
def watch(ticket, *, by, person=None, level="all"):
    """Follow a ticket, or have a colleague follow it, and hear of as much as `level` says (T-53). Watching gives no
    right over the ticket; said again it sets another level."""
    ticket.lock()
    follower = person or by.person
    policy.require_watch(by, ticket, follower)
    if level not in WatchLevel.values:
        raise Refused("That is no level: everything, public replies, or only how it ends.", field="level")
    if not follower.is_active or follower.is_machine or not mentions.sees(follower, ticket):
        raise Refused(f"{follower} does not see this ticket.", field="person")
    now = clock.now()
    kept = {"level": level, "added_by": by.person, "at": now}
    made, _ = Watch.objects.update_or_create(ticket=ticket, person=follower, defaults=kept)
    record(Kind.WATCHED, ticket, by=by, at=now, person=follower.pk, level=level)
    return made
