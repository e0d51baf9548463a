"""Where the words of a ticket stand besides its own tables (SEC-03): in the log, on approvals, notices and mails that
name it, in answers that are kept for repeated requests, in files and in the index."""

import json
from collections.abc import Iterator

from django.apps import apps
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from supportdesk.api import idempotency
from supportdesk.events.models import Payload
from supportdesk.files import store
from supportdesk.files.models import StoredFile
from supportdesk.privacy import erasing

from .models import Attachment, Message, Note, Operation, Text
from .texts import index

BY_NAME = (("subject", "subject_id"), ("about", "about_id"))  # how rows name a thing by value
PIECE = 1 << 20


def names(ticket) -> dict[str, list[int]]:
    """Kinds of things and their ids: the ticket, and what is part of it."""
    found = {}
    for rows in erasing.belonging(ticket):
        if isinstance(kind := getattr(rows.model, "subject", None), str):
            found[kind] = list(rows.values_list("pk", flat=True).distinct())
    files = Attachment.objects.filter(ticket=ticket).values_list("file", flat=True)
    return found | {ticket.subject: [ticket.pk], StoredFile.subject: list(files)}


def take_out(ticket, text) -> int:
    """Out of every row that belongs to the ticket or names it; answers in how many places it stood."""
    named = names(ticket)
    beside = [
        Operation.objects.filter(items__ticket=ticket),
        StoredFile.objects.filter(pk__in=named[StoredFile.subject]),
        *by_value(named),
    ]
    found = sum(erasing.erase(rows, text) for rows in [*erasing.belonging(ticket), *beside])
    return found + blank(named, ticket, text) + idempotency.take_out(erasing.spellings(text), erasing.MARK)


def by_value(named) -> Iterator:
    """Rows of other apps that name one of these things by value. The log is blanked, not rewritten."""
    for model in apps.get_models():
        columns = {field.name for field in model._meta.concrete_fields}
        for kind, pk in BY_NAME:
            if {kind, pk} <= columns and model._meta.app_label != "events":
                yield model._base_manager.filter(about(named, kind, pk))


def about(named, kind, pk):
    found = Q(pk__in=())
    for subject, ids in named.items():
        found |= Q(**{kind: subject, f"{pk}__in": ids})
    return found


def blank(named, ticket, text) -> int:
    """Words of events go whole: their hash and the event stay, and the chain holds (SEC-01)."""
    ours = about(named, "event__subject", "event__subject_id") | Q(event__data__ticket=ticket.pk)
    looked_for = Q()
    for said in erasing.spellings(text):
        looked_for |= Q(printed__contains=json.dumps(said, ensure_ascii=False)[1:-1])
    holding = Payload.objects.filter(ours).annotate(printed=Cast("body", TextField())).filter(looked_for)
    return Payload.objects.filter(pk__in=list(holding.values_list("pk", flat=True))).update(body=None)


def findable(ticket) -> None:
    """The index anew, from what stands there now."""
    Text.objects.filter(ticket=ticket).delete()
    title = ticket.title
    for message in Message.objects.filter(ticket=ticket).order_by("at", "pk"):
        index(ticket, message.body, at=message.at, title=title)
        title = ""
    for note in Note.objects.filter(ticket=ticket).order_by("at", "pk"):
        index(ticket, note.body, at=note.at, internal=True)


def files_with(ticket, text) -> list[Attachment]:
    """The files on the ticket in whose bytes it stands, as it is written. What is packed or a picture is for people to
    look at."""
    wanted = [said.encode() for said in erasing.spellings(text)]
    present = Attachment.objects.present().filter(ticket=ticket, file__discarded_at=None).select_related("file")
    return [one for one in present.order_by("pk") if stands_in(store.path_of(one.file.key), wanted)]


def stands_in(path, wanted) -> bool:
    """Piece by piece; the end of one is looked at again with the next."""
    kept = b""
    overlap = max(map(len, wanted)) - 1
    if not path.exists():
        return False
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            looked_at = kept + piece
            if any(said in looked_at for said in wanted):
                return True
            kept = looked_at[-overlap:] if overlap else b""
    return False
