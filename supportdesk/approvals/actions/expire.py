from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all

from ..kinds import Kind
from ..models import OPEN, Approval, State


@transaction.atomic
def expire(*, by, limit=200):
    """End what nobody answered, and what was granted and not used, in time; answers how many."""
    now = clock.now()
    due = Approval.objects.filter(state__in=OPEN, expires_at__lte=now).order_by("expires_at")
    over = list(due.select_for_update(no_key=True, skip_locked=True)[:limit])
    Approval.objects.filter(pk__in=[one.pk for one in over]).update(state=State.EXPIRED)
    record_all([gone(one, now) for one in over], by=by)
    return len(over)


def gone(approval, now):
    data, text = {"approval": approval.pk, "action": approval.action}, {"words": approval.words}
    thing = approval.thing
    return Occurrence(Kind.EXPIRED, thing.subject, thing.pk, thing.organisation_id, now, data, text)
