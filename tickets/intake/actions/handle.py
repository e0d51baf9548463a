from django.db import transaction
from django.db.models import Q

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import mail_policy as policy
from ..kinds import Kind
from ..models import IncomingMail, Outcome

ENDED = (Outcome.HELD, Outcome.AUTOMATIC, Outcome.DISMISSED)


@transaction.atomic
def retry(mail, *, by, seen=None):
    """Read a mail that was held once more; what held it does not hold it again, for somebody has looked at it."""
    mail.lock(seen)
    policy.require(by, "handle_mail", mail)
    require_open(mail)
    now = clock.now()
    mail.outcome, mail.read_at, mail.tries, mail.released = Outcome.WAITING, now, 0, True
    mail.version += 1
    mail.save(update_fields=["outcome", "read_at", "tries", "released", "version"])
    record(Kind.MAIL_RETRIED, mail, by=by, at=now, mailbox=mail.mailbox_id)
    return mail


@transaction.atomic
def dismiss(mail, *, by, reason, seen=None):
    """Nothing is to be done about it; it stays with the reason."""
    mail.lock(seen)
    policy.require(by, "handle_mail", mail)
    require_open(mail)
    said = " ".join(reason.split())
    if not said:
        raise Refused("Say why nothing is to be done about it.", field="reason", missing=("reason",))
    now = clock.now()
    mail.outcome, mail.why, mail.settled_at, mail.settled_by = Outcome.DISMISSED, said[:300], now, by.person
    mail.version += 1
    mail.save(update_fields=["outcome", "why", "settled_at", "settled_by", "version"])
    record(Kind.MAIL_DISMISSED, mail, by=by, at=now, text={"why": mail.why}, mailbox=mail.mailbox_id)
    return mail


@transaction.atomic
def forget_raw(ticket, *, by):
    """The words of the mails on this ticket go as they came: redaction leaves no copy of them (SEC-03)."""
    ticket.lock()
    mails = IncomingMail.objects.filter(Q(ticket=ticket) | Q(message__ticket=ticket))
    count = mails.update(raw=b"", title="", sender_name="", why="")
    record(Kind.MAIL_FORGOTTEN, ticket, by=by, at=clock.now(), mails=count)
    return count


def require_open(mail):
    if mail.outcome not in ENDED:
        raise WrongState("This mail is not held.")
    if not mail.has_raw:
        raise WrongState("Its bytes are not kept any more.")
