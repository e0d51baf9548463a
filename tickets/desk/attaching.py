"""Loose files become part of what is said, in the transaction that says it. Nothing happens, and nothing is asked of
the database, where no files are named."""

from supportdesk.errors import Refused
from supportdesk.files import secrets_in
from supportdesk.files.holding import hold, set_loose
from supportdesk.privacy import screening

from .models import Attachment
from .models.attachment import EvidenceKind, Sensitivity


def to_message(message, pks, *, by):
    """The message, with these files standing with it."""
    put(pks, by=by, at=message.at, ticket=message.ticket, message=message)
    return message


def to_note(note, pks, *, by):
    """The note, with these files standing with it, inside."""
    put(pks, by=by, at=note.at, ticket=note.ticket, note=note, internal=True)
    return note


def to_outgoing(outgoing, pks, *, by):
    """With a reply that is held: nobody else knows of them until it is said."""
    return put(pks, by=by, at=outgoing.created_at, ticket=outgoing.ticket, outgoing=outgoing)


def said(outgoing, message):
    """What was held is said: its files stand with the message."""
    Attachment.objects.filter(outgoing=outgoing).update(outgoing=None, message=message, ticket=message.ticket_id)


def given_back(outgoing):
    """What was held came back: its files are loose again, for the composer to send anew."""
    held = list(Attachment.objects.filter(outgoing=outgoing).values_list("pk", "file"))
    Attachment.objects.filter(pk__in=[pk for pk, _ in held]).delete()
    set_loose([file for _, file in held])


def put(pks, *, by, at, **place):
    """The rows for these files, in order."""
    if not pks:
        return []
    files = hold(pks, by=by)
    if not place.get("once") and by.via != "import":
        require_harmless(files)
    rows = [Attachment(file=file, added_by=by.person, at=at, **described(file, place)) for file in files]
    return Attachment.objects.bulk_create(rows)


def require_harmless(files):
    """What nobody may write stands in no file either (SEC-02)."""
    for file in files:
        barred = secrets_in.barred(file.holds)
        if barred:
            words = f"“{file.name}” holds {screening.named(barred)}. Take it out, or {screening.ONCE_HOW}"
            raise Refused(words, field="attachments")


def described(file, given):
    """What the look at the file told, where nobody says otherwise (T-09)."""
    kinds = EvidenceKind.values
    guessed = {
        "kind": file.kind if file.kind in kinds else EvidenceKind.OTHER,
        "sensitivity": sensitivity(file),
    }
    return guessed | {name: value for name, value in given.items() if value not in ("", None)}


def sensitivity(file):
    if file.flagged:
        return Sensitivity.SECRET
    return Sensitivity.PERSONAL if file.holds else Sensitivity.PLAIN
