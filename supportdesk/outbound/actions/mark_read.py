from django.db import transaction

from supportdesk import clock


@transaction.atomic
def mark_read(notices, *, by):
    """The reader has seen these notices. Somebody else's stay as they are; say how many were new."""
    return notices.of(by.person).unread().update(read_at=clock.now())
