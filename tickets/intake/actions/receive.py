from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import IncomingMail
from ..tracing import digest

LARGEST = 50 * 1024 * 1024
DOORS = ("smtp", "lmtp", "imap", "command")


@transaction.atomic
def receive(mailbox, *, by, raw, door, sender=""):
    """Keep a mail as it came; once this is committed, its bringer may hear that we have it. Nothing is read yet. The
    same mail again is the row that is there (F6 to F8, INT-05)."""
    if len(raw) > LARGEST:
        raise Refused(f"A mail is at most {LARGEST // 1024 // 1024} MB.", field="raw")
    if not raw.strip():
        raise Refused("There is nothing in it.", field="raw")
    now = clock.now()
    mail = IncomingMail(
        mailbox=mailbox,
        digest=digest(raw),
        raw=raw,
        size=len(raw),
        door=door,
        envelope_sender=sender[:320],
        received_at=now,
        read_at=now,
    )
    IncomingMail.objects.bulk_create([mail], ignore_conflicts=True)
    rows = IncomingMail.objects.defer("raw").select_for_update(no_key=True, of=("self",))
    kept = rows.get(mailbox=mailbox, digest=mail.digest)
    if kept.received_at != now:
        kept.times += 1
        kept.save(update_fields=["times"])
    record(Kind.MAIL_RECEIVED, kept, by=by, at=now, mailbox=mailbox.pk, door=door, size=len(raw), times=kept.times)
    return kept
