from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import Mail


@transaction.atomic
def bounce(mail, *, by, status, said):
    """A server says that it could not deliver this mail: it does not count as sent (COM-18). Told twice, it is told of
    once."""
    mail.refresh_from_db(from_queryset=Mail.objects.select_for_update(no_key=True))
    if mail.bounced_at:
        return mail
    mail.bounced_at = clock.now()
    mail.send_at, mail.body = None, ""
    mail.error = f"{status} {said}".strip()[:300]
    mail.save(update_fields=["bounced_at", "send_at", "body", "error"])
    record(Kind.BOUNCED, mail, by=by, at=mail.bounced_at, about=mail.about, about_id=mail.about_id, status=status)
    return mail
