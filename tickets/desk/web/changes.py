"""Every change a person makes on a ticket: find it, read the form, say the action, answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk.catalogue.models import Queue
from supportdesk.numbers import whole
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
from ..actions import surround as surrounding
from ..actions import transfer as transferring
from ..actions import triage as triaging
from ..actions import unlink as unlinking
from ..queries.links import links_of
from ..states import Status
from . import forms, own_forms, shown, undoing
from .answers import ask, changed
from .resolution_form import ResolutionForm
from .ticket import desk_only, seen_ticket

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def carried_out(request, ticket, form, act, done, *words):
    """Say the action with what the form holds. What it refuses becomes an error of the form; without
    a filled-in form the form itself is the answer. `done` is what to say afterwards."""
    if form.is_valid():
        with form_refusals(form):
            was = undoing.before(form, ticket, request.user)
            act(ticket, by=shown.actor(request), **form.cleaned_data)
            back = undoing.offered(request, ticket, was)
            return changed(request, ticket, done() if callable(done) else done, back=back)
    return ask(request, ticket, form, *words)


@desk_only
@for_anyone
def triage(request, pk):
    """Triage a new ticket; afterwards the same key changes the priority."""
    ticket = seen_ticket(request, pk)
    new = ticket.status == Status.NEW
    form = (forms.TriageForm if new else forms.PriorityForm)(request.POST or None, ticket=ticket)
    if new:
        return carried_out(request, ticket, form, triaging.triage, "Triaged.", "Triage", "Triage")
    return carried_out(request, ticket, form, prioritising.prioritise, "Priority changed.", "Priority", "Change")


@desk_only
@for_anyone
def assignment(request, pk):
    """Take it, release it, give it to somebody; what a colleague owns is offered, not given away."""
    ticket = seen_ticket(request, pk)
    form = forms.AssignmentForm(request.POST or None, ticket=ticket, viewer=request.user)
    to = form.cleaned_data["to"] if form.is_valid() else None
    if to and ticket.owner_id and to != request.user:
        return carried_out(request, ticket, form, offering.offer, f"Offered to {to}.", "Owner", "Assign")
    return carried_out(request, ticket, form, assigning.assign, f"Owner: {to or 'nobody'}.", "Owner", "Assign")


@desk_only
@for_anyone
def acceptance(request, pk):
    """Accept with one press; declining asks for the reason."""
    ticket = seen_ticket(request, pk)
    if request.POST.get("answer", "decline") != "decline":
        accepting.accept(ticket, by=shown.actor(request))
        return changed(request, ticket, "It is yours.")
    form = forms.DeclineForm(request.POST or None)
    return carried_out(request, ticket, form, declining.decline, "Declined.", "Decline it", "Decline")


@desk_only
@for_anyone
def transfer(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.TransferForm(request.POST or None, ticket=ticket, viewer=request.user)
    return carried_out(
        request,
        ticket,
        form,
        transferring.transfer,
        lambda: f"Sent to {ticket.queue}.",
        "Send to another queue",
        "Send",
    )


@desk_only
@for_anyone
def moves(request, pk):
    ticket = seen_ticket(request, pk)
    action = request.GET.get("action", "")
    form = forms.MoveForm(request.POST or None, ticket=ticket, action=action)
    return carried_out(
        request,
        ticket,
        form,
        moving.move,
        lambda: f"{ticket.status_label}.",
        "Let it wait",
        "Let it wait",
        "Time that does not count needs a reason.",
    )


@desk_only
@for_anyone
def resolution(request, pk):
    ticket = seen_ticket(request, pk)
    form = ResolutionForm(request.POST or None, ticket=ticket)
    return carried_out(
        request, ticket, form, resolving.resolve, "Resolved.", "Resolve", "Resolve", told_of_solution(ticket)
    )


def told_of_solution(ticket):
    return f"{ticket.requester} reads what happened, the steps, the advice and the prevention. The rest stays here."


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
    return carried_out(request, ticket, form, closing.close, "Closed.", "Close", "Close")


@for_anyone
def reopening(request, pk):
    ticket = seen_ticket(request, pk)
    form = (forms.ReopeningForm if request.user.serves else own_forms.OwnReopeningForm)(request.POST or None)
    return carried_out(request, ticket, form, reopening_.reopen, "Reopened.", "Reopen", "Reopen")


@for_anyone
def cancellation(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.CancellationForm(request.POST or None, ticket=ticket)
    return carried_out(request, ticket, form, cancelling.cancel, "Cancelled.", "Cancel the ticket", "Cancel the ticket")


@desk_only
@for_anyone
def links(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.LinkForm(request.POST or None, viewer=request.user)
    return carried_out(request, ticket, form, linking.link, "Linked.", "Link", "Link")


@desk_only
@require_POST
def unlink(request, pk, link_pk):
    ticket = seen_ticket(request, pk)
    link = get_object_or_404(links_of(ticket, request.user), pk=link_pk, ticket=ticket)
    unlinking.unlink(ticket, by=shown.actor(request), link=link)
    return changed(request, ticket, "Link removed; the history keeps it.")


@desk_only
@for_anyone
def surroundings(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.SurroundingsForm(request.POST or None, ticket=ticket)
    return carried_out(request, ticket, form, surrounding.surround, "Kept.", "Where it happens", "Keep")


@desk_only
@for_anyone
def identifiers(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.IdentifierForm(request.POST or None)
    return carried_out(request, ticket, form, identifying.identify, "Added.", "Identifier", "Add")


@desk_only
@for_anyone
def title(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.TitleForm(request.POST or None, ticket=ticket, initial={"title": ticket.title})
    return carried_out(request, ticket, form, retitling.retitle, "Subject changed.", "Subject", "Change")


@desk_only
@for_anyone
def classification(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.ClassificationForm(request.POST or None, ticket=ticket)
    return carried_out(request, ticket, form, classifying.classify, "Classified.", "Type, category and tags", "Change")


@desk_only
@require_POST
def take_next(request):
    """The most urgent ticket nobody owns, and straight to its page."""
    named = get_object_or_404(Queue.objects.visible_to(request.user), pk=whole(request.POST.get("queue")))
    ticket = assigning.take_next(named, by=shown.actor(request))
    messages.success(request, f"{ticket.reference} is yours.")
    return redirect("ticket", pk=ticket.pk)
