"""How a page's entry point answers: fragments to htmx, redirects to forms, refusals to both."""

import re
from contextlib import contextmanager
from zoneinfo import ZoneInfo

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import bad_request

from supportdesk.errors import Conflict, Refused, Unseen

ROOT_ID = re.compile(r'\s*<[a-z][^>]*?\sid="([^"]+)"', re.DOTALL)
HIDDEN = {"csrfmiddlewaretoken", "seen"}

anonymous_allowed = login_not_required
log = structlog.get_logger(__name__)


def answer(request, *, page, fragments=(), context=None, status=200):
    """The changed fragments for htmx: the first as the target, the others beside it. Otherwise the page itself."""
    if not request.htmx:
        return HttpResponseRedirect(page)
    first, *rest = (render_to_string(name, context, request) for name in fragments)
    settled = '<div id="refused"></div>'  # whatever was refused before
    response = HttpResponse(first + "".join(map(beside, [*rest, settled])), status=status)
    response["HX-Retarget"] = f"#{root_id(first)}"
    response["HX-Reswap"] = "outerHTML"
    return response


def root_id(html):
    found = ROOT_ID.match(html)
    if not found:
        raise ValueError(f"A fragment has one root element, and that has an id: {html[:80]!r}")
    return found[1]


def beside(html):
    """Morphed, so that what has the focus keeps it; an open dialogue goes as a whole."""
    swap = "outerHTML" if html.lstrip().startswith("<dialog") else "outerMorph"
    return f'<hx-partial hx-target="#{root_id(html)}" hx-swap="{swap}">{html}</hx-partial>'


@contextmanager
def form_refusals(form):
    """A broken rule goes back into the form it came from; everything else is the middleware's. What a guard found
    stays with the form, to be shown place by place (SEC-02)."""
    try:
        yield
    except Refused as refusal:
        if refusal.status != Refused.status:
            raise
        form.guarded = getattr(refusal, "findings", [])
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        for name in refusal.missing:
            if name in form.fields and name not in form.errors:
                form.add_error(name, "Needed before this can be done.")


def absent():
    """For this person there is no such page."""
    raise Http404


class PrivateMiddleware:
    """What one person is shown is kept for nobody else: by no proxy, and not for the next one at this browser."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Cache-Control", "private, no-store")
        return response


class PlainTextMiddleware:
    """A NUL is no text and stands in no column: an address, a query or a cookie that holds one is refused.

    Bodies are for forms and the API to look at, and the API names the parameter itself."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if holds_nul(request.COOKIES.values()) or (not request.path.startswith("/api/") and address_holds_nul(request)):
            raise BadRequest("A NUL in the request")
        return self.get_response(request)


def address_holds_nul(request):
    return holds_nul([request.path]) or any(holds_nul((name, *values)) for name, values in request.GET.lists())


def holds_nul(texts):
    return any("\x00" in text for text in texts)


class RefusedMiddleware:
    """Whatever an action declines is said in words, and what the person typed stands beside it. A value that no
    column can hold is the sender's mistake, not ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return refused(request, exception)
        if isinstance(exception, DataError):
            log.warning("value_out_of_range", error=type(exception).__name__)
            return bad_request(request, exception)
        return None


def refused(request, refusal):
    typed = [(name, value) for name, value in request.POST.items() if name not in HIDDEN]
    context = {
        "refusal": refusal,
        "conflict": isinstance(refusal, Conflict),
        "changes": refusal.changes if isinstance(refusal, Conflict) and reads_history(request.user) else [],
        "current": current(refusal),
        "typed": typed,
        "yours": dict(typed),
        "again": request.get_full_path(),
        "back": came_from(request),
    }
    if not request.htmx:
        return HttpResponse(render_to_string("refused.html", context, request), status=refusal.status)
    response = HttpResponse(render_to_string("_refused.html", context, request), status=refusal.status)
    response["HX-Retarget"] = "#refused"
    response["HX-Reswap"] = "outerHTML"
    return response


def reads_history(person):
    """Old and new values are the desk's: a requester learns that something changed, a light seat not by whom."""
    return person.is_authenticated and person.serves and not person.sits_lightly


def came_from(request):
    """The page to go back to, unless it is somebody else's."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "/"
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure()) else "/"


def current(refusal):
    """What to have seen when saying it again: the version, or the newest event."""
    if isinstance(refusal, Unseen):
        return refusal.new[-1]["event"]
    return refusal.current if isinstance(refusal, Conflict) else None


class ZoneMiddleware:
    """Times are said in the reader's own zone. Views for anybody leave the session, and so the database, alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "login_required", True) and request.user.is_authenticated:
            timezone.activate(ZoneInfo(request.user.zone))
