from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from supportdesk.files import limits
from supportdesk.files.kinds import Kind
from supportdesk.files.models import StoredFile


def hold(pks, *, by):
    """Take these loose files of one's own into one's hands, in the transaction of whatever takes them: from now on they
    stay. Answers the rows, in order. It tells nothing by itself, for what holds them does."""
    wanted = list(dict.fromkeys(pks))
    if not wanted:
        return []
    require_number(wanted)
    own = StoredFile.objects.loose_of(by.person).select_for_update(no_key=True).filter(pk__in=wanted)
    found = {file.pk: file for file in own.order_by("pk")}
    if len(found) < len(wanted):
        raise Refused("One of these files is not yours to send, or was sent already.", field="attachments")
    if sum(file.size for file in found.values()) > limits.MESSAGE:
        most = limits.megabytes(limits.MESSAGE)
        raise Refused(f"These files are larger than {most} together.", field="attachments")
    StoredFile.objects.filter(pk__in=found).update(discard_at=None)
    return [found[pk] for pk in wanted]


def require_number(wanted):
    if len(wanted) > limits.NUMBER:
        raise Refused(f"At most {limits.NUMBER} files at a time.", field="attachments")


def let_go(file):
    """What held it does not any more: its bytes go with the next sweep."""
    StoredFile.objects.filter(pk=file.pk).update(discard_at=clock.now())


@transaction.atomic
def withdraw(file, *, by):
    """Take back a file that was uploaded and not sent."""
    loose = StoredFile.objects.loose_of(by.person).select_for_update(no_key=True).filter(pk=file.pk)
    waiting = loose.first()
    if waiting is None:
        raise Refused("This file was sent already. Remove it where it stands.")
    now = clock.now()
    loose.update(discard_at=now)
    record(Kind.WITHDRAWN, waiting, by=by, at=now)
    return waiting
