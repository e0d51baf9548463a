from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record, record_all
from tickets.sla import engine

from .. import moving, timers
from ..kinds import Kind
from ..models import Escalation, EscalationClock, Gap, Lane


@transaction.atomic
def ring_due(*, by, limit=200):
    """What is due on the clocks of escalations, each at its own instant; answers how many rang."""
    rungs = engine.ring_due(EscalationClock, now=clock.now(), limit=limit)
    known = Escalation.objects.select_related("ticket").in_bulk({rung.clock.escalation_id for rung in rungs})
    told = [
        timers.told(rung, rung.clock.escalation_id, known[rung.clock.escalation_id].ticket)
        for rung in rungs
        if rung.what in timers.TELLS
    ]
    record_all(told, by=by)
    return len(rungs)


@transaction.atomic
def ring_gaps(*, by):
    """What an immediate escalation still lacks after its thirty minutes; answers whether there was any."""
    due = Gap.objects.filter(ring_at__lte=clock.now()).order_by("ring_at", "pk")
    gap = due.select_for_update(no_key=True, skip_locked=True).first()
    if gap is None:
        return False
    gap.ring_at = None
    gap.save(update_fields=["ring_at"])
    escalation = Escalation.objects.select_related("ticket").get(pk=gap.escalation_id)
    record(
        Kind.GAP_DUE,
        escalation.ticket,
        by=by,
        at=gap.due_at,
        **moving.about(escalation),
        field=gap.field,
        sender=escalation.sender_id,
    )
    return True


@transaction.atomic
def ask_lanes(*, by):
    """“Is this still right?”: of each entry that nobody has confirmed in its period its owner gets a task (ESC-07)."""
    now = clock.now()
    due = Lane.objects.offered().filter(ask_at__lte=now).order_by("ask_at", "pk")
    lane = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if lane is None:
        return False
    lane.asked_at, lane.ask_at = lane.asked_at or now, None
    lane.save(update_fields=["asked_at", "ask_at"])
    record(Kind.LANE_ASKED, lane, by=by, at=now, owner=lane.owner_id)
    return True
