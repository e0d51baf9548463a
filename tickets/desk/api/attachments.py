"""Files of a ticket: listed, added, led to by a link, removed."""

from django.http import Http404

from supportdesk.api.told import page_of
from supportdesk.api.uploads import UploadView
from supportdesk.api.views import answer, nothing
from supportdesk.files.access import link_for
from supportdesk.files.actions.keep import keep

from ..actions.attach import attach
from ..actions.detach import detach
from ..models import Attachment
from ..queries.files import files_of
from . import shapes, shown, told
from .base import READ, WRITE, DeskView


class Attachments(UploadView, DeskView):
    scopes = {"GET": READ, "POST": WRITE}
    shapes = {"POST": shapes.AttachmentIn}
    tells = {"GET": (200, page_of(told.Attachment, cursors=False)), "POST": (201, told.Attachment)}

    def get(self, request, pk):
        """Also what was removed, for the record; of internal ones a requester learns nothing."""
        files = files_of(self.found(pk), request.user)
        return answer({"results": [shown.attachment(one, self.by()) for one in files]})

    def post(self, request, pk):
        """Upload a file and put it on the ticket by itself. To send one with a message, upload it to `/files` first."""
        ticket = self.found(pk)
        given = self.taken(request, shapes.AttachmentIn)
        kept = keep(given.pop("file"), by=self.by(), secret=given["once"])
        made = attach(ticket, by=self.by(), files=[kept.pk], **given)[0]
        where = f"/api/v1/tickets/{pk}/attachments/{made.pk}"
        return answer(shown.attachment(made, self.by()), 201, Location=where)


class AttachmentView(DeskView):
    def known(self, pk, attachment_pk):
        seen = Attachment.objects.visible_to(self.viewer).select_related("file", "added_by", "ticket")
        one = seen.filter(ticket=pk, pk=attachment_pk).first()
        if one is None:
            raise Http404
        return one


class OneAttachment(AttachmentView):
    scopes = {"GET": READ, "DELETE": WRITE}
    tells = {"GET": (200, told.Attachment), "DELETE": (204, None)}

    def get(self, request, pk, attachment_pk):
        return answer(shown.attachment(self.known(pk, attachment_pk), self.by()))

    def delete(self, request, pk, attachment_pk):
        """Every link to it ends at once and its bytes are deleted; that it was there stays on record."""
        detach(self.found(pk), by=self.by(), attachment=self.known(pk, attachment_pk))
        return nothing()


class AttachmentLink(AttachmentView):
    scopes = {"GET": READ}
    tells = {"GET": (200, told.FileLink)}

    def get(self, request, pk, attachment_pk):
        """Where its bytes are: for whoever asked, with the same token or session, for ten minutes. The right to read is
        asked again when the link is used."""
        link = link_for(request, "ticket", self.known(pk, attachment_pk).pk)
        url = request.build_absolute_uri(f"/api/v1/files/content/{link.signed()}")
        return answer({"url": url, "expires_at": link.expires_at()})
