from datetime import timedelta

import structlog
from django.db import connection, transaction

from supportdesk import clock
from supportdesk.events.record import record
from supportdesk.outbound import mailer
from supportdesk.outbound.kinds import Kind
from supportdesk.outbound.models import Mail

# After each failure a longer rest; after the last the mail is given up.
RESTS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720)]
log = structlog.get_logger(__name__)


@transaction.atomic
def send_next(*, by):
    """Send the mail that is due longest; say whether another may follow. One worker speaks to the server at a time, so
    that a server that says nothing keeps one waiting and not all. It is marked as sent after the server took it: a
    worker killed in between sends it again, under the same id."""
    if not my_turn():
        return False
    now = clock.now()
    mail = Mail.objects.due(now).select_for_update(no_key=True, skip_locked=True).first()
    if mail is None:
        return False
    mail.tries += 1
    away = False
    try:
        mailer.deliver(mail)
    except mailer.Unsent as error:
        put_off(mail, error, now, by)
        away = isinstance(error, mailer.Away)
    else:
        mail.sent_at, mail.send_at, mail.body, mail.error = now, None, "", ""
    mail.save(update_fields=["tries", "sent_at", "send_at", "body", "error"])
    return not away


def my_turn():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('outbound_mail'), 0)")
        return cursor.fetchone()[0]


def put_off(mail, error, now, by):
    """Later again, or never: then the log says so, and how often it was tried."""
    mail.error = str(error)[:300]
    log.warning("mail_not_sent", mail=mail.pk, tries=mail.tries, error=mail.error)
    if isinstance(error, mailer.Refusal) or mail.tries > len(RESTS):
        mail.send_at = None
        record(Kind.GIVEN_UP, mail, by=by, at=now, about=mail.about, about_id=mail.about_id, tries=mail.tries)
    else:
        mail.send_at = now + RESTS[mail.tries - 1]
