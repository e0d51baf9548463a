"""Who reads which mail next, and what becomes of one that cannot be read."""

from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import IncomingMail, Outcome

TRIES = 3
PATIENCE = timedelta(seconds=30)  # after which whoever took it up is not coming back
AGAIN = "Whoever read it did not come back from it."


@transaction.atomic
def claim_next(*, by):
    """The mail that has waited longest, for this reader alone for half a minute; None when there is none. It is counted
    before it is read: what kills its reader is held after the third time, and never read for ever."""
    now = clock.now()
    waiting = IncomingMail.objects.due(now).select_related("mailbox__queue", "mailbox__type")
    mail = waiting.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if mail is None:
        return None
    mail.tries += 1
    if mail.tries > TRIES:
        keep_held(mail, AGAIN, now, by)
        return claim_next(by=by)
    mail.read_at = now + PATIENCE
    mail.save(update_fields=["tries", "read_at"])
    return mail


@transaction.atomic
def hold_mail(mail, *, by, why):
    """It cannot be read: it stays here as it came, to be seen and downloaded."""
    mail.lock()
    if mail.outcome == Outcome.WAITING:
        keep_held(mail, why, clock.now(), by)
    return mail


def keep_held(mail, why, now, by):
    mail.outcome, mail.why, mail.read_at, mail.settled_at, mail.settled_by = (
        Outcome.HELD,
        why[:300],
        None,
        now,
        by.person,
    )
    mail.version += 1
    mail.save(update_fields=["tries", "outcome", "why", "read_at", "settled_at", "settled_by", "version"])
    record(Kind.MAIL_HELD, mail, by=by, at=now, text={"why": mail.why}, mailbox=mail.mailbox_id, tries=mail.tries)
