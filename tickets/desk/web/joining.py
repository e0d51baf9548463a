"""Several tickets into one, one into two, and one into something else."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRedirect

from supportdesk.web import form_refusals

from .. import policy
from ..actions import convert as converting
from ..actions import merge as merging
from ..actions import split as splitting
from ..models import Ticket
from ..operations.prefill import case
from ..queries.similar import similar
from ..states import Status
from . import operation_forms as forms
from .answers import ask
from .changes import for_anyone
from .selection import Selection
from .shown import actor
from .ticket import desk_only, seen_ticket

OFFERED = 20


@desk_only
@for_anyone
def merge(request, pk):
    """The tickets that may be the same matter, each with its reason. The answer is a preview: nothing is moved yet."""
    ticket = seen_ticket(request, pk)
    policy.require(actor(request), "merge", ticket)
    ticked = [int(number) for number in Selection(request).numbers]
    offered = candidates(ticket, request.user, ticked)
    form = forms.MergeForm(
        request.POST or None, viewer=request.user, ticket=ticket, candidates=[one for one, _ in offered]
    )
    if form.is_valid():
        with form_refusals(form):
            made = merging.merge(ticket, by=actor(request), tickets=form.chosen())
            return redirect("operation", pk=made.pk)
    context = {"ticket": ticket, "form": form, "offered": offered, "ticked": ticked}
    return render(request, "tickets/operations/merge.html", context, status=422 if form.errors else 200)


def candidates(ticket, person, ticked):
    """Pairs of ticket and reason: the ticked ones; of what can be merged at all, similar cases and what else the
    requester has open."""
    visible = Ticket.objects.visible_to(person).exclude(pk=ticket.pk).counted().exclude(status=Status.CANCELLED)
    house = Q(organisation=ticket.organisation_id) if ticket.organisation_id else Q(pk=None)
    seen = visible.filter(house | Q(requester=ticket.requester_id), restricted=ticket.restricted)
    alike = similar(ticket, person)
    possible = set(seen.filter(pk__in=[each.ticket.pk for each in alike]).values_list("pk", flat=True))
    found = {one.pk: (one, "chosen") for one in visible.filter(pk__in=ticked).order_by("pk")}
    for each in alike:
        if each.ticket.pk in possible:
            found.setdefault(each.ticket.pk, (each.ticket, ", ".join(each.reasons)))
    for one in seen.live().filter(requester=ticket.requester_id).order_by("-pk")[:OFFERED]:
        found.setdefault(one.pk, (one, "the same requester"))
    return list(found.values())[: OFFERED + len(ticked)]


@desk_only
@require_GET
def merge_chosen(request):
    """From the list: the oldest of the chosen tickets takes the others in, unless another is opened instead."""
    chosen = Selection(request)
    oldest = chosen.tickets().live().order_by("pk").first()
    if oldest is None:
        messages.warning(request, "Choose at least one open ticket.")
        return redirect("tickets")
    response = redirect("ticket-merge", pk=oldest.pk)
    response["Location"] += f"?{chosen.address()}"
    return response


def to_ticket(request, pk):
    """To the new ticket's page, also out of a dialogue."""
    there = reverse("ticket", args=[pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


@desk_only
@for_anyone
def split(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.SplitForm(request.POST or None, viewer=request.user, ticket=ticket)
    if form.is_valid():
        with form_refusals(form):
            made = splitting.split(ticket, by=actor(request), **form.cleaned_data)
            return to_ticket(request, made.items.get().data["new"])
    return ask(request, ticket, form, "Split", "Make a new ticket", "What is ticked moves; the description stays here.")


@desk_only
@for_anyone
def convert(request, pk):
    ticket = seen_ticket(request, pk)
    known = case(ticket)
    initial = {"title": known.title, "body": known.text(ticket.reference)}
    form = forms.ConversionForm(request.POST or None, viewer=request.user, targets=converting.TARGETS, initial=initial)
    if form.is_valid():
        with form_refusals(form):
            made = converting.convert(ticket, by=actor(request), **form.cleaned_data)
            return to_ticket(request, made.items.get().data["new"])
    hint = f"A ticket of the desk's own, linked to this one; {ticket.requester} does not see it."
    return ask(request, ticket, form, "Make a defect or an idea of it", "Make it", hint)
