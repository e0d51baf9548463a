"""One ticket to read: its page, and the fragments that pages fetch anew when they hear its name."""

from functools import wraps

from django.db.models import Max
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from supportdesk.events.models import Event
from supportdesk.jinja import release
from supportdesk.numbers import wholes
from supportdesk.web import beside

from ..models import Ticket
from ..queries.files import waiting
from ..queries.timeline import PUBLIC
from . import rows, shown

SHOWN = 50  # rows of a page of a list


def desk_only(view):
    """A page of the desk: for a requester it does not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def seen_ticket(request, pk):
    ticket = shown.found(request, pk)
    if ticket is None:
        raise Http404
    return ticket


@require_GET
def ticket(request, pk):
    one = seen_ticket(request, pk)
    if one.merged_into_id and not request.user.serves:
        return redirect("ticket", pk=one.heir.pk)
    context = shown.context(request, one)
    if not request.user.serves:
        return render(request, "portal/ticket.html", context)
    return render(request, "tickets/_ticket.html" if request.htmx else "tickets/detail.html", context)


def unchanged(request, etag):
    return etag in request.headers.get("If-None-Match", "").split(", ")


def tagged(response, etag):
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


def etag_of(request, pk):
    """The newest event of the ticket that its reader may know of, who reads, and the release that renders it. Asked
    before what it names is read: what comes in between is then shown early, and never late."""
    events = Event.objects.filter(subject=Ticket.subject, subject_id=pk)
    known = events if request.user.serves else events.filter(kind__in=PUBLIC)
    newest = known.aggregate(newest=Max("pk"))["newest"]
    return f'"{newest}-{waiting(pk)}-{request.user.pk}-{"".join(request.user.roles)}-{release()}"'


@require_GET
def timeline(request, pk):
    """The conversation, with head and side beside it; 304 when nothing has happened."""
    etag = etag_of(request, pk)
    one = seen_ticket(request, pk)
    if unchanged(request, etag):
        return tagged(HttpResponseNotModified(), etag)
    context = shown.context(request, one, mark=request.GET.get("seen") == "1")
    beside_it = ("tickets/_head", "tickets/_side") if request.user.serves else ("portal/_state",)
    first, *rest = (render_to_string(f"{name}.html", context, request) for name in ("tickets/_timeline", *beside_it))
    return tagged(HttpResponse(first + "".join(map(beside, rest))), etag)


@desk_only
@require_GET
def row(request, pk):
    """One row of a list. Its deadline moves with the clock on the wall, so only events decide about 304."""
    newest = etag_of(request, pk)[:-1]
    found = rows.rows(Ticket.objects.visible_to(request.user).filter(pk=pk), request.user)
    if not found:
        raise Http404
    etag = f'{newest}-{found[0].unread}"'
    if unchanged(request, etag):
        return tagged(HttpResponseNotModified(), etag)
    return tagged(HttpResponse(found[0].html), etag)


@desk_only
@require_GET
def some_rows(request):
    """Rows that a page shows, all at once: asked after its stream was interrupted."""
    asked = wholes(request.GET.get("ids", "").split("-"))[:SHOWN]
    found = rows.rows(Ticket.objects.visible_to(request.user).filter(pk__in=asked), request.user, stop=SHOWN)
    return HttpResponse("".join(beside(one.html) for one in found))
