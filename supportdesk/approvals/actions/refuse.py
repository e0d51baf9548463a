from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from ..deciding import opened
from ..kinds import Kind
from ..models import State


@transaction.atomic
def refuse(approval, *, by, comment):
    """Say no, and why."""
    now, place = opened(approval, by)
    if not comment.strip():
        raise Refused("Say why not.", field="comment", missing=("comment",))
    approval.state, approval.decided_by, approval.decided_at = State.REFUSED, by.person, now
    approval.comment = comment.strip()
    approval.save(update_fields=["state", "decided_by", "decided_at", "comment"])
    data = {"approval": approval.pk, "action": approval.action, "in_place_of": place}
    text = {"words": approval.words, "reason": approval.comment}
    record(Kind.REFUSED, approval.thing, by=by, at=now, text=text, **data)
    return approval
