"""For whom there are such pages, and how one is found."""

import json
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from supportdesk.accounts.actor import actor
from supportdesk.files import coming
from supportdesk.web import answer, form_refusals
from tickets.desk.models import Ticket

from ..again import with_kin
from ..models import Incident
from ..queries.lists import named
from .shown import PARTS, context

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def desk_only(view):
    """Incidents are the desk's: for a requester there is no such page."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def seen_incident(request, pk):
    return get_object_or_404(with_kin(named(Incident.objects.visible_to(request.user)), request.user), pk=pk)


def seen_ticket(request, pk):
    return get_object_or_404(Ticket.objects.visible_to(request.user), pk=pk)


def carried_out(request, incident, form, act, done, *words, **more):
    """Say the action with what the form holds. What it refuses becomes an error of the form; without a filled-in form
    the form itself is the answer. `done` is what to say afterwards, made from what the action answers."""
    if form.is_valid():
        with form_refusals(form):
            result = act(incident, by=actor(request), **more, **form.cleaned_data)
            return changed(request, incident, done(result) if callable(done) else done)
    return ask(request, incident, form, *words)


def changed(request, incident, said):
    page = reverse("incident", args=[incident.pk])
    if not request.htmx:
        messages.success(request, said)
        return answer(request, page=page)
    incident = with_kin(named(Incident.objects), request.user).get(pk=incident.pk)
    response = answer(request, page=page, fragments=("response/_act.html", *PARTS), context=context(request, incident))
    response["HX-Trigger"] = json.dumps({"said": said})
    return response


def ask(request, incident, form, heading, verb, hint=""):
    """The form by itself: a dialogue over the page, or without a script a page of its own."""
    said = {"incident": incident, "form": form, "heading": heading, "verb": verb, "hint": hint}
    said["to"] = request.get_full_path()
    if getattr(form, "takes_files", False):
        said |= coming.shown(request)
    name = "response/_act.html" if request.htmx else "response/act.html"
    response = render(request, name, said, status=422 if form.errors else 200)
    if request.htmx:
        response["HX-Retarget"] = "#act"
        response["HX-Reswap"] = "outerHTML"
    return response
