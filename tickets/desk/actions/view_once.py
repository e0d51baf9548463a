from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record
from supportdesk.files import limits
from supportdesk.files.holding import let_go

from .. import past
from ..kinds import Kind
from ..models import Attachment

VIEWED = "It could be opened once, and it was."


@transaction.atomic
def view_once(attachment, *, by):
    """The one time that a file for one look is opened: afterwards nobody can, and its bytes go (SEC-04). Of two who
    open it at once, one does."""
    now = past.instant(by, None)
    first = Attachment.objects.filter(pk=attachment.pk, viewed_at=None).update(viewed_at=now, viewed_by=by.person)
    if not first:
        raise WrongState(VIEWED)
    let_go(attachment.file, now + limits.LINK)
    kind = Kind.VIEWED_INSIDE if attachment.internal else Kind.VIEWED
    record(kind, attachment.ticket, by=by, at=now, attachment=attachment.pk)
