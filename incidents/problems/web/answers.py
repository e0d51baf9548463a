"""For whom there are such pages, and how a form of theirs is carried out: in a dialogue of the page, or by itself."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from incidents.response.models import Incident
from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals
from tickets.desk.models import Ticket

from ..models import KnownError, Problem, knows_problems

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def desk_only(view):
    """Problems are the desk's; for everybody else these pages do not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not knows_problems(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def seen_problem(request, pk):
    known = Problem.objects.visible_to(request.user)
    return get_object_or_404(known.select_related("component", "category", "owner", "engineer", "merged_into"), pk=pk)


def seen_error(request, pk):
    known = KnownError.objects.visible_to(request.user).select_related("problem", "component", "recorded_by")
    return get_object_or_404(known, pk=pk)


def seen_incident(request, pk):
    return get_object_or_404(Incident.objects.visible_to(request.user), pk=pk)


def seen_ticket(request, pk):
    return get_object_or_404(Ticket.objects.visible_to(request.user).select_related("queue", "component"), pk=pk)


def carried_out(request, form, act, *, done, to, heading, verb, hint="", back=None, also=()):
    """Say the action with what the form holds and go on to `to(made)`; what it refuses becomes an error of the form;
    without a filled-in form the form itself is the answer."""
    if form.is_valid():
        with form_refusals(form):
            made = act(by=actor(request), **form.cleaned_data)
            return gone(request, to(made) if callable(to) else to, done)
    context = {"form": form, "heading": heading, "verb": verb, "hint": hint, "to": request.path, "back": back}
    context["also"] = also
    context["query"] = request.GET.urlencode()
    name = "problems/_act.html" if request.htmx else "problems/act.html"
    response = render(request, name, context, status=422 if form.errors else 200)
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "#act", "outerHTML"
    return response


def gone(request, address, said):
    """The page itself again, with what was done said on it."""
    messages.success(request, said)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
