"""What is announced: the banner of the desk, “affected too” of the portal, and a ticket that is flagged (INC-26)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from ..actions.affected import say_affected
from ..actions.flag import flag
from ..models import Incident
from ..queries import public
from . import outward_forms as forms
from .seats import ask, desk_only, for_anyone, seen_ticket


@desk_only
@require_GET
def banner(request):
    """Behind a page of the desk: it is looked at, not waited for."""
    context = {"incidents": public.for_desk(request.user)}
    return render(request, "response/_banner.html" if request.htmx else "response/banner.html", context)


@for_anyone
def affected(request, pk):
    """A requester's: a ticket of theirs joins the incident. Who has one already is led to it."""
    if request.user.serves:
        raise Http404
    told = get_object_or_404(public.live(request.user), pk=pk)
    own = public.own_ticket(told, request.user)
    if own:
        return redirect("ticket", pk=own.pk)
    form = forms.AffectedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            incident = Incident.objects.get(pk=told.pk)
            ticket = say_affected(incident, by=actor(request), **form.cleaned_data)
            messages.success(request, f"{ticket.reference} is open. You hear whenever there is news.")
            return redirect("ticket", pk=ticket.pk)
    return render(request, "response/affected.html", {"told": told, "form": form}, status=422 if form.errors else 200)


@desk_only
@for_anyone
def suspicion(request, pk):
    """Flag a ticket: others may have the same."""
    ticket = seen_ticket(request, pk)
    form = forms.FlagForm(request.POST or None, initial={"component": ticket.component_id})
    if form.is_valid():
        with form_refusals(form):
            incident = flag(ticket, by=actor(request), **form.cleaned_data)
            messages.success(request, f"{incident} is suspected. Commanders and leads hear of it at once.")
            return redirect("incident", pk=incident.pk)
    return ask(request, None, form, f"Suspect an incident behind {ticket.reference}", "Suspect it")
