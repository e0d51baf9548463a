"""Files of the timeline: a stable address each, which leads on to a link for this reader and this moment."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from supportdesk.files.access import link_for

from ..models import EntryFile
from .seats import desk_only, seen_incident


@desk_only
@require_safe
def file(request, pk, entry_file_pk):
    one = seen_incident(request, pk)
    if request.user.sits_lightly or not EntryFile.objects.filter(entry__incident=one, pk=entry_file_pk).exists():
        raise Http404
    return redirect("file-content", link_for(request, "incident", entry_file_pk).signed())
