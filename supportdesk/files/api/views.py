from django.http import Http404
from drf_spectacular.types import OpenApiTypes

from supportdesk.accounts.actor import Actor
from supportdesk.api.errors import Problem
from supportdesk.api.uploads import UploadIn, UploadView
from supportdesk.api.views import ApiView, answer, nothing

from .. import access, serving, told
from ..actions.keep import keep
from ..actions.withdraw import withdraw
from ..models import StoredFile
from ..shown import file

READ, WRITE = "tickets:read", "tickets:write"


class Files(UploadView):
    scopes = {"POST": WRITE}
    shapes = {"POST": UploadIn}
    tells = {"POST": (201, told.LooseFile)}

    def post(self, request):
        """Upload one file. It waits a day for the message or note that names its id under `attachments`."""
        kept = keep(self.taken(request, UploadIn)["file"], by=Actor(self.viewer, "api"))
        return answer(loose(kept), 201, Location=f"/api/v1/files/{kept.pk}")


class OneFile(ApiView):
    scopes = {"GET": READ, "DELETE": WRITE}
    tells = {"GET": (200, told.LooseFile), "DELETE": (204, None)}

    def found(self, pk):
        """Only whoever uploaded it knows of it, until it is sent; then it stands with what it was sent with."""
        one = StoredFile.objects.loose_of(self.viewer).filter(pk=pk).first()
        if one is None:
            raise Http404
        return one

    def get(self, request, pk):
        return answer(loose(self.found(pk)))

    def delete(self, request, pk):
        """Take back what was not sent."""
        withdraw(self.found(pk), by=Actor(self.viewer, "api"))
        return nothing()


class Content(ApiView):
    scopes = {"GET": READ}
    tells = {"GET": ((200, "application/octet-stream"), OpenApiTypes.BINARY)}

    def get(self, request, file_link):
        """The bytes behind a link: for the token or session that was given it, for ten minutes, while its reader may
        read. `Range` takes one stretch."""
        try:
            found = access.held(request, file_link)
        except access.Over as over:
            raise Problem(over.status, "over", str(over)) from over
        if found is None:
            raise Http404
        link, held = found
        if held.opened and request.method == "GET":
            held.opened()
        return serving.serve(request, held.file, preview=link.preview, whole=held.opened is not None)


def loose(one):
    return file(one) | {"discard_at": one.discard_at}
