from django.db import transaction

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import Mail


@transaction.atomic
def send_again(mail, *, by):
    """A mail that was given up gets another round of tries, under the same Message-ID."""
    policy.require(by, "send_again", mail)
    mail.refresh_from_db(from_queryset=Mail.objects.select_for_update(no_key=True))
    if mail.state != "given_up" or not mail.body:
        raise WrongState("Only a mail that was given up is sent once more, while its words are kept.")
    now = clock.now()
    mail.send_at, mail.tries, mail.error = now, 0, ""
    mail.save(update_fields=["send_at", "tries", "error"])
    record(Kind.SENT_AGAIN, mail, by=by, at=now, about=mail.about, about_id=mail.about_id)
    return mail
