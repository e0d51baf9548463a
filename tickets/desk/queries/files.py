"""The files of a ticket as one person may see them."""

from django.conf import settings

from supportdesk.files.models import OWED

from ..models import Attachment


def files_of(ticket, person):
    """Oldest first, removed ones too: they stand where they stood, and say so."""
    seen = Attachment.objects.visible_to(person).filter(ticket=ticket)
    return list(seen.select_related("file", "added_by").order_by("pk"))


def stand(entries, files):
    """Put each file with the message or note it came with; what came by itself is answered by number."""
    for entry in entries:
        word = entry.message or entry.note
        if word:
            place = "message_id" if entry.message else "note_id"
            word.files = [one for one in files if getattr(one, place) == word.pk]
    return {one.pk: one for one in files}


def waiting(ticket_pk):
    """How many files of a ticket the scanner owes a verdict on: it changes what a page shows, and no event says so."""
    if not settings.CLAMD_URL:
        return 0
    return Attachment.objects.filter(ticket=ticket_pk, file__scan__in=OWED).count()
