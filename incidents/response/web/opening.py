"""A new incident: suspected by anybody here, declared by who may; the ticket's own way into one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals
from tickets.desk.actions.draft import save_draft
from tickets.desk.models import Draft

from ..actions.link import link
from ..actions.suspect import declare_new, suspect
from ..models import Workaround
from ..queries.lists import could_join, of_ticket
from . import forms
from .seats import ask, desk_only, for_anyone, seen_ticket

SAID = {
    True: "{incident} is declared a major incident.",
    False: "{incident} is suspected. Commanders and leads hear of it; declaring it is theirs.",
}


def opened(by, *, criteria, **said):
    return declare_new(by=by, criteria=criteria, **said) if criteria else suspect(by=by, **said)


@desk_only
@for_anyone
def new(request):
    """A suspicion; with criteria a major incident, where its finder may declare one (INC-03)."""
    given = {"tickets": request.GET.get("tickets", "")}
    form = forms.SuspectForm(request.POST or None, initial=given, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            made = opened(actor(request), **form.cleaned_data)
            messages.success(request, SAID[made.major].format(incident=made))
            return redirect("incident", pk=made.pk)
    return render(request, "response/new.html", {"form": form}, status=422 if form.errors else 200)


@desk_only
@for_anyone
def join(request, pk):
    """From a ticket: to which incident it belongs."""
    ticket = seen_ticket(request, pk)
    form = forms.JoinForm(request.POST or None, incidents=could_join(request.user, ticket))
    if form.is_valid():
        with form_refusals(form):
            one = form.cleaned_data["incident"]
            link(one, by=actor(request), tickets=[ticket.pk])
            messages.success(request, f"{ticket} belongs to {one}.")
            return redirect("ticket", pk=pk)
    return ask(request, None, form, f"Incident of {ticket}", "Link")


@desk_only
@require_POST
def ready_reply(request, pk, workaround_pk):
    """The approved workaround becomes the reader's draft of a reply; what they had written stays above it (INC-12)."""
    ticket = seen_ticket(request, pk)
    offered = Workaround.objects.offered().filter(incident__in=of_ticket(ticket, request.user))
    kept = get_object_or_404(offered, pk=workaround_pk)
    draft = Draft.objects.filter(ticket=ticket, author=request.user).first()
    body = f"{draft.body.rstrip()}\n\n{kept.text}" if draft and draft.body.strip() else kept.text
    if draft is None or kept.text not in draft.body:
        revision = draft.revision if draft else 0
        save_draft(ticket, by=actor(request), body=body, revision=revision, tab=f"workaround-{kept.pk}")
    messages.success(request, "The workaround stands in your reply. Read it before you send it.")
    return redirect("ticket", pk=pk)
