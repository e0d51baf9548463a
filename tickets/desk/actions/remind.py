from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all
from tickets.sla import engine

from ..kinds import Kind
from ..models import Inquiry, InquiryClock


@transaction.atomic
def remind_due(*, by, limit=200):
    """Remind both sides, once, of an answer that is overdue (COM-10); answers how many. The clocks of asks are rung by
    the way: what they have to tell is this reminder."""
    now = clock.now()
    engine.ring_due(InquiryClock, now=now, limit=limit)
    due = Inquiry.objects.filter(remind_at__lte=now).select_related("ticket").order_by("remind_at")
    inquiries = list(due.select_for_update(no_key=True, skip_locked=True, of=("self",))[:limit])
    Inquiry.objects.filter(pk__in=[one.pk for one in inquiries]).update(remind_at=None)
    record_all([overdue(one) for one in inquiries], by=by)
    return len(inquiries)


def overdue(inquiry):
    ticket = inquiry.ticket
    about = {"inquiry": inquiry.pk, "asker": inquiry.asker_id, "asked": inquiry.asked_id}
    return Occurrence(Kind.INQUIRY_OVERDUE, ticket.subject, ticket.pk, ticket.organisation_id, inquiry.remind_at, about)
