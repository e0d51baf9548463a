"""Files that come with a form: chosen without a script, or uploaded before by one."""

from contextlib import suppress

from supportdesk.accounts.actor import Actor
from supportdesk.errors import Refused
from supportdesk.files import limits
from supportdesk.files.actions.keep import keep
from supportdesk.files.models import StoredFile
from supportdesk.numbers import wholes


def given(request):
    """The numbers of the files to send. Each that comes along is kept at once, so that whatever else is wrong with the
    form, nobody chooses it twice."""
    request.loose_files = wholes(request.POST.getlist("attachments"))
    for upload in request.FILES.getlist("files"):
        request.loose_files.append(keep(upload, by=Actor(request.user, "browser")).pk)
    for reason in getattr(request, "passed_over", ()):
        raise Refused(reason, field="files")
    return request.loose_files


def shown(request):
    """What the field for files shows: how large one may be, and what was kept for a form that comes back."""
    return {"loose": loose(request), "file_limit": limits.megabytes(limits.FILE)}


def loose(request):
    """Also what came with a form that was wrong before anybody looked at its files."""
    if request.FILES and not hasattr(request, "loose_files"):
        with suppress(Refused):
            given(request)
    known = getattr(request, "loose_files", ())
    return list(StoredFile.objects.loose_of(request.user).filter(pk__in=known).order_by("pk")) if known else []
