"""Pages that belong to no app."""

from django.core import signing
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from incidents.response.queries.hearing import incidents_heard
from supportdesk import live
from supportdesk.accounts.actor import actor
from supportdesk.administration import office_only
from supportdesk.jinja import DENSITIES, THEMES
from supportdesk.web import anonymous_allowed
from tickets.desk.hearing import still_heard
from tickets.desk.models import Ticket

YEAR = 365 * 86400
CHOICES = {"theme": THEMES, "density": DENSITIES, "rail": ("wide", "icons"), "timeline": ("newest", "oldest")}


@require_safe
def home(request):
    return redirect("tickets")


@office_only
@require_safe
def administration(request):
    return redirect("administration-people")


@require_safe
def ticket_rooms(request, pk):
    """What the other rooms know of a ticket: its incident, problem, known errors, escalations and articles."""
    if not request.user.serves:
        raise Http404
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk)
    name = "tickets/_rooms.html" if request.htmx else "tickets/rooms.html"
    return render(request, name, {"ticket": ticket, "actor": actor(request)})


@anonymous_allowed
@require_POST
def preferences(request):
    """Theme, density and rail stand in cookies, so that the first paint is right without a script."""
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = HttpResponseRedirect(back if safe else reverse("home"))
    for name, allowed in CHOICES.items():
        if request.POST.get(name) in allowed:
            response.set_cookie(name, request.POST[name], max_age=YEAR, samesite="Lax")
    return response


@require_GET
def streams(request):
    """The address of a page's stream signed anew, as far as its reader may still hear what it names."""
    try:
        names = {name for signed in request.GET.getlist("of") for name in live.heard_by(signed, live.DAY)}
    except signing.BadSignature as error:
        raise Http404 from error
    heard = still_heard(request.user, names) | incidents_heard(request.user, names)
    if not heard:
        raise Http404
    return JsonResponse({"address": live.address(heard)})
