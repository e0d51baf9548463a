"""Where a signed link leads: the bytes, or in words why not any more."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supportdesk.files import access, serving


@require_safe
def content(request, file_link):
    try:
        found = access.held(request, file_link)
    except access.Over as over:
        return render(request, "files/over.html", {"why": str(over)}, status=over.status)
    if found is None:
        raise Http404
    link, held = found
    if held.opened and request.method == "GET":
        held.opened()
    return serving.serve(request, held.file, preview=link.preview, whole=held.opened is not None)
