from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import Approval, State


@transaction.atomic
def use(thing, *, by, action, arguments):
    """Use up what was granted to this person for this action on this thing with these arguments: once, and in the
    transaction of the action itself, so that what is refused after all leaves it unused. Answers it, or nothing."""
    now = clock.now()
    same = Approval.objects.same(thing, by=by, action=action, arguments=arguments)
    granted = same.filter(state=State.GRANTED, expires_at__gt=now).select_for_update(no_key=True).first()
    if granted is None:
        return None
    granted.state, granted.used_at = State.USED, now
    granted.save(update_fields=["state", "used_at"])
    data = {"approval": granted.pk, "action": action, "approver": granted.decided_by_id}
    record(Kind.USED, granted.thing, by=by, at=now, text={"words": granted.words, "arguments": arguments}, **data)
    return granted
