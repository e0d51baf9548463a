from django.db import transaction

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record
from supportdesk.files.kinds import Kind
from supportdesk.files.models import StoredFile


@transaction.atomic
def withdraw(file, *, by):
    """Take back a file that one uploaded and has not sent."""
    loose = StoredFile.objects.loose_of(by.person).select_for_update(no_key=True).filter(pk=file.pk)
    waiting = loose.first()
    if waiting is None:
        raise WrongState("This file was sent already. Remove it where it stands.")
    now = clock.now()
    loose.update(discard_at=now)
    record(Kind.WITHDRAWN, waiting, by=by, at=now)
    return waiting
