"""The list of incidents, and one of them to read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.web import beside

from .. import policy
from ..queries.lists import SHOWN, incidents
from ..queries.sweep import sweep as left_to_do
from ..states import RoleKind
from . import shown
from .deadlines import chip
from .seats import desk_only, seen_incident
from .shown import PARTS, context

PAGE = 50


@desk_only
@require_GET
def listed(request):
    show = request.GET.get("show", "live")
    show = show if show in SHOWN else "live"
    now = clock.asked(request.user)
    page = Paginator(incidents(request.user, show), PAGE).get_page(request.GET.get("page"))
    lines = [(one, commander(one), [chip(each, now) for each in one.running]) for one in page]
    may = policy.can(actor(request), "suspect", None)
    said = {"page": page, "lines": lines, "shown": SHOWN, "show": show, "may_open": may}
    return render(request, "response/list.html", said)


def commander(incident):
    spans = [span for span in incident.roles.all() if span.accepted_at and not span.ended_at]
    return next((span.person for span in spans if span.role == RoleKind.COMMANDER), None)


@desk_only
@require_GET
def incident(request, pk):
    return render(request, "response/incident.html", context(request, seen_incident(request, pk)))


@desk_only
@require_GET
def parts(request, pk):
    """What of the page may have changed, for whoever hears its name."""
    said = context(request, seen_incident(request, pk))
    timeline, head, side = (render_to_string(name, said, request) for name in (PARTS[1], PARTS[0], PARTS[2]))
    return HttpResponse(timeline + beside(head) + beside(side))


@desk_only
@require_GET
def children(request, pk):
    """The latest of its tickets, behind the page."""
    one = seen_incident(request, pk)
    said = {"incident": one, "actor": actor(request), "rules": policy.can, "heard": f"incident-{one.pk}"}
    return render(request, "response/_tickets.html", said | shown.children(one, request.user))


@desk_only
@require_GET
def tickets(request, pk):
    """All of its tickets that the reader may know of, and what is left to do with them."""
    one = seen_incident(request, pk)
    said = context(request, one) | {"sweep": left_to_do(one, request.user)}
    return render(request, "response/sweep.html", said)
