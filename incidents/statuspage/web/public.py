"""What everybody may read, without signing in: one row of the database, as it was rendered."""

from django.http import HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from supportdesk import clock
from supportdesk.jinja import release
from supportdesk.web import anonymous_allowed

from .. import copies

FRESH = "public, max-age=10"


@anonymous_allowed
@require_safe
def status(request):
    return served(request, "status")


@anonymous_allowed
@require_safe
def history(request):
    return served(request, "history")


@anonymous_allowed
@require_safe
def summary(request):
    """The same facts for programs, from any site."""
    response = served(request, "summary")
    response["Access-Control-Allow-Origin"] = "*"
    return response


def served(request, key):
    packs = "gzip" in request.headers.get("Accept-Encoding", "")
    copy = copies.read(key, packed=packs)
    if copy is None or copy.release != release():
        copies.rewrite(clock.now())
        copy = copies.read(key, packed=packs)
    tag = f'W/"{copy.digest[:32]}"'
    if tag in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(copy.bytes), content_type=copy.media_type)
        if packs:
            response["Content-Encoding"] = "gzip"
    request.session.accessed = False  # it was looked at on the way here, and changes nothing: caches may keep the page
    response["ETag"], response["Cache-Control"], response["Vary"] = tag, FRESH, "Accept-Encoding"
    return response
