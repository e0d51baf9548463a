"""One's own notes over REST: nobody else's exist."""

from django.db.models import Q
from django.http import Http404

from supportdesk.accounts.actor import Actor
from supportdesk.api import pages
from supportdesk.api.rows import OneRowView, Rows, RowsView
from supportdesk.api.schema import parameter
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer, nothing

from ..actions.notes import drop_note, keep_note, promote_note
from ..models import WorkingNote
from . import shapes, shown, told
from .articles import READ, WRITE

SAME = ("title", "body", "changed_at")


class NoteRows(Rows):
    def rows(self):
        if not self.viewer.serves:
            raise Http404
        return WorkingNote.objects.visible_to(self.viewer)

    def found(self, pk):
        note = self.rows().filter(pk=pk).first()
        if note is None:
            raise Http404
        return note

    def shown(self, one):
        return {"id": one.pk, "article": one.article_id} | {name: getattr(one, name) for name in SAME}

    def by(self):
        return Actor(self.viewer, "api")


class WorkingNotes(NoteRows, RowsView):
    """`q`: those with these words."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS | {"q"}
    query = (parameter("q", "Words of a note."),)
    shapes = {"POST": shapes.WorkingNoteIn}
    tells = {"GET": (200, page_of(told.WorkingNote)), "POST": (201, told.WorkingNote)}

    def listed(self):
        text = self.request.GET.get("q", "").strip()[:200]
        rows = self.rows()
        return rows.filter(Q(title__icontains=text) | Q(body__icontains=text)) if text else rows

    def post(self, request):
        self.rows()
        made = keep_note(None, by=self.by(), **read(shapes.WorkingNoteIn, request))
        return answer(self.shown(made), 201, Location=f"{request.path}/{made.pk}")


class OneWorkingNote(NoteRows, OneRowView):
    scopes = {"GET": READ, "PUT": WRITE, "DELETE": WRITE}
    shapes = {"PUT": shapes.WorkingNoteIn}
    tells = {"GET": (200, told.WorkingNote), "PUT": (200, told.WorkingNote), "DELETE": (204, None)}

    def put(self, request, pk):
        note = self.found(pk)
        return answer(self.shown(keep_note(note, by=self.by(), **read(shapes.WorkingNoteIn, request))))

    def delete(self, request, pk):
        drop_note(self.found(pk), by=self.by())
        return nothing()


class Promotion(NoteRows):
    """A draft of an article with the same words."""

    scopes = {"POST": WRITE}
    shapes = {"POST": shapes.PromotionIn}
    tells = {"POST": (201, told.Article)}

    def post(self, request, pk):
        made = promote_note(self.found(pk), by=self.by(), **read(shapes.PromotionIn, request))
        return answer(shown.article(self.viewer, made), 201, Location=f"/api/v1/articles/{made.pk}")
