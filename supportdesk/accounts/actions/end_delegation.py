from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import WrongState
from supportdesk.events.record import record


@transaction.atomic
def end_delegation(delegation, *, by):
    """Approve oneself again, before the time is over."""
    delegation.lock()
    policy.require(by, "end_delegation", delegation)
    now = clock.now()
    if delegation.ended_at or delegation.until <= now:
        raise WrongState("This is over already.")
    delegation.ended_at = now
    delegation.save(update_fields=["ended_at"])
    record(Kind.DELEGATION_ENDED, delegation.giver, by=by, at=now, delegation=delegation.pk, to=delegation.to_id)
    return delegation
