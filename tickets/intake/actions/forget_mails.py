from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.configuration.values import value
from supportdesk.events.record import record

from ..kinds import Kind
from ..mail_configured import RAW_DAYS
from ..models import IncomingMail, Mailbox

AT_A_TIME = 500


@transaction.atomic
def forget_mails(*, by, at=None):
    """Drop the bytes of mails whose time is over; the row stays with what became of it (SEC-11). Answers how many."""
    now = at or clock.now()
    over = IncomingMail.objects.to_forget(now - timedelta(days=value(RAW_DAYS, now))).defer("raw")
    rows = list(over.select_for_update(no_key=True, skip_locked=True, of=("self",))[:AT_A_TIME])
    IncomingMail.objects.filter(pk__in=[row.pk for row in rows]).update(raw=b"")
    for box in Mailbox.objects.filter(pk__in={row.mailbox_id for row in rows}):
        count = sum(row.mailbox_id == box.pk for row in rows)
        record(Kind.MAILS_FORGOTTEN, box, by=by, at=now, mails=count)
    return len(rows)
