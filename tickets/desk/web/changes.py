"""Every change a person makes on a ticket: find it, read the form, say the action, answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.catalogue.models import Queue
from supportdesk.web import form_refusals

from ..actions import accept as accepting
from ..actions import assign as assigning
from ..actions import cancel as cancelling
from ..actions import classify as classifying
from ..actions import close as closing
from ..actions import confirm as confirming
from ..actions import decline as declining
from ..actions import identify as identifying
from ..actions import link as linking
from ..actions import moves as moving
from ..actions import offer as offering
from ..actions import prioritise as prioritising
from ..actions import reopen as reopening_
from ..actions import resolve as resolving
from ..actions import retitle as retitling
from ..actions import transfer as transferring
from ..actions import triage as triaging
from ..actions import unlink as unlinking
from ..queries.links import links_of
from ..states import Status
from . import forms, shown
from .answers import ask, changed
from .ticket import desk_only, seen_ticket

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


@desk_only
@for_anyone
def triage(request, pk):
    """Triage a new ticket; afterwards the same key changes the priority."""
    ticket = seen_ticket(request, pk)
    new = ticket.status == Status.NEW
    form = (forms.TriageForm if new else forms.PriorityForm)(request.POST or None, ticket=ticket)
    if form.is_valid():
        act = triaging.triage if new else prioritising.prioritise
        with form_refusals(form):
            act(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Triaged." if new else "Priority changed.")
    return ask(request, ticket, form, "Triage" if new else "Priority", "Triage" if new else "Change")


@desk_only
@for_anyone
def assignment(request, pk):
    """Take it, release it, give it to somebody; what a colleague owns is offered, not given away."""
    ticket = seen_ticket(request, pk)
    form = forms.AssignmentForm(request.POST or None, ticket=ticket, viewer=request.user)
    if form.is_valid():
        given = form.cleaned_data
        to, by = given["to"], shown.actor(request)
        handed = ticket.owner_id and to and to != request.user
        act = offering.offer if handed else assigning.assign
        with form_refusals(form):
            act(ticket, by=by, seen=given["seen"], to=to, reason=given["reason"])
            return changed(request, ticket, f"Offered to {to}." if handed else f"Owner: {to or 'nobody'}.")
    return ask(request, ticket, form, "Owner", "Assign")


@desk_only
@require_POST
def acceptance(request, pk):
    ticket = seen_ticket(request, pk)
    by = shown.actor(request)
    if request.POST.get("answer") == "decline":
        declining.decline(ticket, by=by, reason=request.POST.get("reason", ""))
        return changed(request, ticket, "Declined.")
    accepting.accept(ticket, by=by)
    return changed(request, ticket, "It is yours.")


@desk_only
@for_anyone
def transfer(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.TransferForm(request.POST or None, ticket=ticket, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            transferring.transfer(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, f"Sent to {ticket.queue}.")
    return ask(request, ticket, form, "Send to another queue", "Send")


@desk_only
@for_anyone
def moves(request, pk):
    ticket = seen_ticket(request, pk)
    action = request.GET.get("action", "")
    form = forms.MoveForm(request.POST or None, ticket=ticket, action=action)
    if form.is_valid():
        with form_refusals(form):
            moving.move(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, f"{ticket.get_status_display()}.")
    return ask(request, ticket, form, "Let it wait", "Let it wait", "Time that does not count needs a reason.")


@desk_only
@for_anyone
def resolution(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.ResolutionForm(request.POST or None, ticket=ticket)
    if form.is_valid():
        with form_refusals(form):
            resolving.resolve(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Resolved.")
    return ask(request, ticket, form, "Resolve", "Resolve", f"{ticket.requester} will be told.")


@require_POST
def confirmation(request, pk):
    ticket = seen_ticket(request, pk)
    confirming.confirm(ticket, by=shown.actor(request))
    return changed(request, ticket, "Thank you. The ticket is closed.")


@desk_only
@for_anyone
def closure(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.ClosureForm(request.POST or None, ticket=ticket)
    if form.is_valid():
        with form_refusals(form):
            closing.close(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Closed.")
    return ask(request, ticket, form, "Close", "Close")


@for_anyone
def reopening(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.ReopeningForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            reopening_.reopen(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Reopened.")
    return ask(request, ticket, form, "Reopen", "Reopen")


@for_anyone
def cancellation(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.CancellationForm(request.POST or None, ticket=ticket)
    if form.is_valid():
        with form_refusals(form):
            cancelling.cancel(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Cancelled.")
    return ask(request, ticket, form, "Cancel the ticket", "Cancel the ticket")


@desk_only
@for_anyone
def links(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.LinkForm(request.POST or None, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            linking.link(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Linked.")
    return ask(request, ticket, form, "Link", "Link")


@desk_only
@require_POST
def unlink(request, pk, link_pk):
    ticket = seen_ticket(request, pk)
    link = get_object_or_404(links_of(ticket, request.user), pk=link_pk, ticket=ticket)
    unlinking.unlink(ticket, by=shown.actor(request), link=link)
    return changed(request, ticket, "Link removed; the history keeps it.")


@desk_only
@for_anyone
def identifiers(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.IdentifierForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            identifying.identify(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Added.")
    return ask(request, ticket, form, "Identifier", "Add")


@desk_only
@for_anyone
def title(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.TitleForm(request.POST or None, ticket=ticket, initial={"title": ticket.title})
    if form.is_valid():
        with form_refusals(form):
            retitling.retitle(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Subject changed.")
    return ask(request, ticket, form, "Subject", "Change")


@desk_only
@for_anyone
def classification(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.ClassificationForm(request.POST or None, ticket=ticket)
    if form.is_valid():
        with form_refusals(form):
            classifying.classify(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Classified.")
    return ask(request, ticket, form, "Type, category and tags", "Change")


@desk_only
@require_POST
def take_next(request):
    """The most urgent ticket nobody owns, and straight to its page."""
    queue = request.POST.get("queue", "")
    if not queue.isdecimal() or len(queue) > 18:
        raise Http404
    named = get_object_or_404(Queue.objects.visible_to(request.user), pk=queue)
    ticket = assigning.take_next(named, by=shown.actor(request))
    messages.success(request, f"{ticket.reference} is yours.")
    return redirect("ticket", pk=ticket.pk)
