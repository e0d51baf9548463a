from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import boxes, past, policy
from ..kinds import Kind
from ..models import TimeBoxAnswer


@transaction.atomic
def answer_time_box(ticket, *, by, answer, reason=""):
    """What now that the time-box is used up (T-42): escalate, consult, or go on, which needs a reason and begins
    another box. The choice is kept; carrying it out is an action of its own."""
    ticket.lock()
    policy.require(by, "answer_time_box", ticket)
    box = ticket.time_boxes.filter(ended_at=None, over_at__isnull=False).first()
    if box is None:
        raise WrongState("No time-box of this ticket waits for an answer.")
    now = past.instant(by, None)
    if answer == TimeBoxAnswer.CONTINUE:
        past.said(by, reason, field="reason", message="Say why you go on alone.")
    box.answer, box.reason, box.ended_at = TimeBoxAnswer(answer), reason.strip(), now
    box.save(update_fields=["answer", "reason", "ended_at"])
    if answer == TimeBoxAnswer.CONTINUE:
        boxes.begin(ticket, box.owner, now)
    ticket.write(now)
    record(Kind.TIME_BOX_ANSWERED, ticket, by=by, at=now, text={"reason": box.reason}, box=box.pk, answer=box.answer)
    return ticket
