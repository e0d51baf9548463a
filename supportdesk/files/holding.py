"""Files change hands: from their sender's to those of what they were sent with, and back. In the transaction of
whatever takes or lets go, which also tells of it."""

from supportdesk import clock
from supportdesk.errors import Refused

from . import limits
from .models import StoredFile


def hold(pks, *, by):
    """Take these loose files of one's own: from now on they stay. Answers the rows, in order."""
    wanted = list(dict.fromkeys(pks))
    if len(wanted) > limits.NUMBER:
        raise Refused(f"At most {limits.NUMBER} files at a time.", field="attachments")
    own = StoredFile.objects.loose_of(by.person).select_for_update(no_key=True).filter(pk__in=wanted)
    found = {file.pk: file for file in own.order_by("pk")}
    if len(found) < len(wanted):
        raise Refused("One of these files is not yours to send, or was sent already.", field="attachments")
    if sum(file.size for file in found.values()) > limits.MESSAGE:
        most = limits.megabytes(limits.MESSAGE)
        raise Refused(f"These files are larger than {most} together.", field="attachments")
    StoredFile.objects.filter(pk__in=found).update(discard_at=None)
    return [found[pk] for pk in wanted]


def set_loose(pks):
    """Back in their sender's hands, for another day."""
    StoredFile.objects.filter(pk__in=pks).update(discard_at=clock.now() + limits.LOOSE)


def let_go(file, at):
    """Nothing holds it any more: its bytes go with the sweep after this instant."""
    StoredFile.objects.filter(pk=file.pk).update(discard_at=at)
