"""The lead's inbox: volumes that leapt, and what people say comes back (PRB-02, T-39)."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.errors import Refused
from tickets.desk.models import Ticket

from .. import policy
from ..actions import triage
from ..models import Spike
from ..queries import lists
from . import forms
from .answers import desk_only, gone

PAGE = 50


@desk_only
@require_GET
def trends(request):
    context = {
        "groups": lists.inbox(request.user),
        "spikes": list(lists.spikes(request.user)[:PAGE]),
        "problems": list(lists.problems(request.user, tab="open")[:PAGE]),
        "rules": partial(policy.can, actor(request)),
    }
    return render(request, "problems/trends.html", context)


@desk_only
@require_GET
def spike(request, pk):
    """One card with the tickets behind it."""
    one = get_object_or_404(lists.spikes(request.user, state=""), pk=pk)
    tickets = one.tickets.filter(pk__in=Ticket.objects.visible_to(request.user).order_by().values("pk"))
    context = {"one": one, "tickets": tickets.order_by("-pk")[:PAGE], "all": one.tickets.count()}
    return render(request, "problems/spike.html", context)


@desk_only
@require_POST
def spike_triage(request, pk):
    one = get_object_or_404(Spike.objects.all(), pk=pk)
    return decided(request, partial(triage.triage_spike, one))


@desk_only
@require_POST
def flag_triage(request):
    """Of all flags of one signature."""
    group = request.POST.get("group", "")
    if not group:
        raise Http404
    return decided(request, partial(triage.triage_flags, group))


def decided(request, act):
    form = forms.TriageForm(request.POST, viewer=request.user)
    if not form.is_valid():
        raise Refused("Say what becomes of it.", field=next(iter(form.errors)))
    made = act(by=actor(request), **form.cleaned_data)
    if made is None:
        return gone(request, reverse("trends"), "Decided.")
    return gone(request, reverse("problem", args=[made.pk]), f"{made.reference} has it as evidence now.")
