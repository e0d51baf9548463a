"""What is said on a ticket: public messages, and notes that never leave the desk (T-13)."""

from django.db.models import Prefetch
from django.http import Http404

from supportdesk.api import pages
from supportdesk.api.shapes import read
from supportdesk.api.told import page_of
from supportdesk.api.views import answer

from .. import reviewing
from ..actions.hold import hold
from ..actions.note import note
from ..actions.reply import reply
from ..models import Attachment
from . import reviews, shapes, shown, told
from .base import READ, WRITE, DeskView

FILES = Prefetch("attachments", Attachment.objects.select_related("file", "added_by"))


class Said(DeskView):
    """One of the two lists: to read in pages, and to add to."""

    scopes = {"GET": READ, "POST": WRITE}
    parameters = pages.PARAMETERS

    def listed(self, rows, represent):
        page = pages.page(
            self.request, rows.select_related("author").prefetch_related(FILES), self.orders, default="id"
        )
        body = page.body([represent(row, self.by()) for row in page.rows])
        return answer(body, **({"Link": page.link()} if page.link() else {}))


class Messages(Said):
    shapes = {"POST": shapes.MessageIn}
    tells = {"GET": (200, page_of(told.Message)), "POST": (201, told.SentMessage)}
    also = {"POST": {202: reviews.WaitingTold}}

    def get(self, request, pk):
        return self.listed(self.found(pk).messages, shown.message)

    def post(self, request, pk):
        """Requesters speak; how a message counts for the promises is the desk's to say. On a ticket that is over
        they reopen it, or after the window open a follow-up: `ticket` says where the message stands. A newcomer's
        reply waits for a colleague's look: 202, and nothing was said yet."""
        ticket = self.found(pk, related=())
        given = read(shapes.MessageIn if request.user.serves else shapes.SayIn, request)
        if request.user.serves and reviewing.required(self.by(), ticket):
            return answer(reviews.waiting(hold(ticket, by=self.by(), **given), self.by()), 202)
        said = reply(ticket, by=self.by(), **given)
        kept = said.ticket
        body = shown.message(said, self.by()) | {"status": kept.status, "version": kept.version}
        return answer(body, 201, Location=f"/api/v1/tickets/{kept.pk}/messages/{said.pk}")


class OneMessage(DeskView):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.Message)}

    def get(self, request, pk, message_pk):
        said = self.found(pk).messages.select_related("author").filter(pk=message_pk).first()
        if said is None:
            raise Http404
        return answer(shown.message(said, self.by()))


class Notes(Said):
    shapes = {"POST": shapes.SayIn}
    tells = {"GET": (200, page_of(told.Note)), "POST": (201, told.Note)}

    def get(self, request, pk):
        self.require_desk()
        return self.listed(self.found(pk).notes, shown.note)

    def post(self, request, pk):
        ticket = self.found(pk, related=())
        written = note(ticket, by=self.by(), **read(shapes.SayIn, request))
        return answer(shown.note(written, self.by()), 201, Location=f"/api/v1/tickets/{pk}/notes/{written.pk}")


class OneNote(DeskView):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.Note)}

    def get(self, request, pk, note_pk):
        self.require_desk()
        written = self.found(pk).notes.select_related("author").filter(pk=note_pk).first()
        if written is None:
            raise Http404
        return answer(shown.note(written, self.by()))
