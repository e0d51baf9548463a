"""What the sweep says of plans and time-boxes whose instant has come: each once (T-26, T-42)."""

from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all

from ..kinds import Kind
from ..models import Plan, TimeBox

BATCH = 500


@transaction.atomic
def ring_plans(*, by, now=None):
    """Remind the owners of what they meant to do by now. Answers how many plans rang."""
    now = now or clock.now()
    due = locked(Plan, remind_at__lte=now, ticket__isnull=False)
    Plan.objects.filter(pk__in=[plan.pk for plan in due]).update(remind_at=None, snoozed=False)
    live = [plan for plan in due if plan.ticket.is_live]
    record_all([happened(Kind.PLAN_DUE, plan, plan.at, {"plan": plan.pk}) for plan in live], by=by)
    return len(due)


@transaction.atomic
def end_time_boxes(*, by, now=None):
    """Ask whoever has used up a box what now. Answers how many boxes rang."""
    now = now or clock.now()
    due = locked(TimeBox, ring_at__lte=now)
    TimeBox.objects.filter(pk__in=[box.pk for box in due]).update(ring_at=None, over_at=now)
    told = [happened(Kind.TIME_BOX_OVER, box, box.ends_at, {"box": box.pk, "minutes": box.minutes}) for box in due]
    record_all(told, by=by)
    return len(due)


def locked(model, **due):
    rows = model.objects.filter(**due).select_related("ticket").order_by("pk")
    return list(rows.select_for_update(no_key=True, skip_locked=True, of=("self",))[:BATCH])


def happened(kind, row, at, data):
    return Occurrence(kind, "ticket", row.ticket_id, row.ticket.organisation_id, at, data)
