from datetime import timedelta

from django.db import transaction

from supportdesk.events.record import record

from ..deciding import opened
from ..kinds import Kind
from ..models import State

HOLDS = timedelta(days=1)


@transaction.atomic
def grant(approval, *, by, comment=""):
    """Say yes, never to oneself (ROLE-03). Where several have to, the next step is asked; after the last one whoever
    asked may do it, once, within a day."""
    now, place = opened(approval, by)
    approval.granted_by = [*approval.granted_by, by.person.pk]
    left = approval.steps[len(approval.granted_by) :]
    approval.decided_by, approval.decided_at, approval.comment = by.person, now, comment.strip()
    if left:
        approval.roles, approval.answers = left[0], None
    else:
        approval.state, approval.expires_at = State.GRANTED, now + HOLDS
    approval.save()
    data = {"approval": approval.pk, "action": approval.action, "left": len(left), "in_place_of": place}
    text = {"words": approval.words, "reason": approval.comment, "arguments": approval.arguments}
    record(Kind.GRANTED, approval.thing, by=by, at=now, text=text, **data)
    return approval
