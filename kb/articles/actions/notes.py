from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy, shapes
from ..kinds import Kind
from ..models import WorkingNote
from .draft import draft


@transaction.atomic
def keep_note(note, *, by, title, body=""):
    """Write a note for oneself, or (without one) begin it. The log says that, and none of its words (KB-27)."""
    now = clock.now()
    if note is None:
        note = WorkingNote(owner=by.person, made_at=now)
    else:
        note.lock()
    policy.require(by, "keep_note", note)
    note.title, note.body, note.changed_at = " ".join(title.split())[:200], body[: shapes.LONGEST], now
    if not note.title:
        raise Refused("Give it a title.", field="title", missing=("title",))
    note.save()
    record(Kind.NOTE_KEPT, note, by=by, at=now)
    return note


@transaction.atomic
def drop_note(note, *, by):
    note.lock()
    policy.require(by, "keep_note", note)
    record(Kind.NOTE_DROPPED, note, by=by, at=clock.now())
    note.delete()


@transaction.atomic
def promote_note(note, *, by, kind):
    """Make a draft of it with the same words: from then on the desk reads them."""
    note.lock()
    policy.require(by, "keep_note", note)
    if note.article_id:
        raise WrongState(f"KB-{note.article_id} was made of it already.")
    if kind not in shapes.ArticleKind.values:
        raise Refused("Choose one of the kinds that are offered.", field="kind")
    first = shapes.SECTIONS[shapes.ArticleKind(kind)][0].key
    note.article = draft(kind, by=by, title=note.title, texts={first: note.body}, source={"note": note.pk})
    note.save(update_fields=["article"])
    record(Kind.NOTE_PROMOTED, note, by=by, at=clock.now(), article=note.article.pk)
    return note.article
