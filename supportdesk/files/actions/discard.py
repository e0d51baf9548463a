from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all
from supportdesk.files import store
from supportdesk.files.kinds import Kind
from supportdesk.files.models import StoredFile

BATCH = 200


@transaction.atomic
def discard_due(nothing=None, *, by):
    """Delete the bytes of files that nothing holds; the rows stay. Answers whether there may be more. A crash in
    between leaves rows whose bytes are gone, and the next sweep says so."""
    now = clock.now()
    due = StoredFile.objects.select_for_update(no_key=True, skip_locked=True).filter(discard_at__lte=now)
    files = list(due.order_by("discard_at")[:BATCH])
    for file in files:
        store.remove(file.key)
    StoredFile.objects.filter(pk__in=[file.pk for file in files]).update(discard_at=None, discarded_at=now)
    record_all([Occurrence(Kind.DISCARDED, "file", file.pk, None, now, {}) for file in files], by=by)
    return len(files) == BATCH
