from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import Mailbox

EVERY = timedelta(seconds=60)
AGAIN = timedelta(minutes=10)  # when whoever fetches does not come back


@transaction.atomic
def claim_fetch(*, by):
    """The mailbox whose turn it is, for this fetcher alone for ten minutes; None when there is none."""
    now = clock.now()
    waiting = Mailbox.objects.to_fetch(now).select_for_update(no_key=True, skip_locked=True)
    box = waiting.first()
    if box:
        box.fetch_at = now + AGAIN
        box.save(update_fields=["fetch_at"])
    return box


@transaction.atomic
def note_fetch(box, *, by, error=""):
    """How it went. A fault is told of when it begins and when it is over, and stands at the mailbox in between."""
    box.lock()
    now, before = clock.now(), box.fetch_error
    box.fetched_at, box.fetch_error = now, error[:300]
    box.fetch_at = now + EVERY if box.imap_host and not box.ended_at else None
    box.save(update_fields=["fetched_at", "fetch_error", "fetch_at"])
    if bool(before) != bool(box.fetch_error):
        record(Kind.MAILBOX_FETCHED, box, by=by, at=now, text={"error": box.fetch_error} if box.fetch_error else None)
    return box
