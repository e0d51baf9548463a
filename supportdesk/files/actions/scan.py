from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record
from supportdesk.files.kinds import Kind
from supportdesk.files.models import OWED, Scan, StoredFile


@transaction.atomic
def settle(file, *, by, finding):
    """What the scanner said of a file: nothing, or the name of what it found. The first word counts."""
    waiting = StoredFile.objects.select_for_update(no_key=True).filter(pk=file.pk, scan__in=OWED)
    if waiting.first() is None:
        return
    now = clock.now()
    verdict = Scan.INFECTED if finding else Scan.CLEAN
    waiting.update(scan=verdict, finding=finding, scanned_at=now)
    record(Kind.SCANNED, file, by=by, at=now, text={"finding": finding} if finding else None, scan=verdict)
