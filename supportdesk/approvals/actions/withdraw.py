from django.db import transaction

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import State


@transaction.atomic
def withdraw(approval, *, by):
    """Need it no longer."""
    approval.lock()
    policy.require(by, "withdraw_approval", approval)
    if not approval.is_open:
        raise WrongState("This request is over already.")
    approval.state = State.WITHDRAWN
    approval.save(update_fields=["state"])
    data = {"approval": approval.pk, "action": approval.action}
    record(Kind.WITHDRAWN, approval.thing, by=by, at=clock.now(), text={"words": approval.words}, **data)
    return approval
