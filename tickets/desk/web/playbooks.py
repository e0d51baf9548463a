"""Playbooks at work on a ticket: begun, done step by step, ended. Every change answers with the card of the ticket."""

from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kb.playbooks.models import Playbook, RunOutcome, StepOutcome
from supportdesk import clock
from supportdesk.web import answer, form_refusals

from .. import policy
from ..actions.playbooks import begin_playbook, end_playbook, take_step
from ..models import PlaybookRun
from ..queries.playbooks import fitting, steps_of
from . import shown
from .answers import ask
from .changes import for_anyone
from .forms import Codes
from .ticket import desk_only, seen_ticket

WORDS = forms.Textarea({"rows": 2})


class BeginForm(forms.Form):
    playbook = forms.ModelChoiceField(Playbook.objects.none(), empty_label="Choose…")

    def __init__(self, *args, ticket, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["playbook"].queryset = fitting(ticket, viewer)


class StepForm(forms.Form):
    """`outcome` and `answer` are buttons of the page."""

    step = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=StepOutcome.choices, required=False)
    answer = forms.CharField(max_length=200, required=False)
    words = forms.CharField(max_length=10_000, required=False, widget=WORDS)
    confirmed = Codes()


class EndForm(forms.Form):
    outcome = forms.ChoiceField(choices=RunOutcome.choices, label="How it ended")
    words = forms.CharField(label="Why, or what helped", max_length=10_000, required=False, widget=WORDS)
    confirmed = Codes()


def seen_run(request, ticket, pk):
    return get_object_or_404(PlaybookRun.objects.select_related("version__playbook", "ticket"), ticket=ticket, pk=pk)


def card(request, ticket):
    return {"ticket": ticket, "actor": shown.actor(request), "rules": policy.can}


@desk_only
@require_GET
def playbooks(request, pk):
    """The card of a ticket."""
    ticket = seen_ticket(request, pk)
    name = "playbooks/_on_ticket.html" if request.htmx else "playbooks/on_ticket.html"
    return render(request, name, card(request, ticket))


@desk_only
@for_anyone
def new_playbook(request, pk):
    """Begin one: those that fit the ticket's component and category stand first."""
    ticket = seen_ticket(request, pk)
    form = BeginForm(request.POST or None, ticket=ticket, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            run = begin_playbook(ticket, by=shown.actor(request), **form.cleaned_data)
            there = reverse("ticket-playbook", args=[pk, run.pk])
            parts = ["tickets/_act.html", "playbooks/_on_ticket.html"]
            return answer(request, page=there, fragments=parts, context=card(request, ticket) | {"form": None})
    return ask(request, ticket, form, "Begin a playbook", "Begin")


@desk_only
@require_GET
def playbook(request, pk, run_pk):
    """All steps of one run, with what came of each, by whom and when."""
    ticket = seen_ticket(request, pk)
    return render(request, "playbooks/run.html", whole(request, ticket, seen_run(request, ticket, run_pk)))


def whole(request, ticket, run, form=None):
    results = len(run.results.all())
    return card(request, ticket) | {
        "run": run,
        "steps": steps_of(run),
        "seen": results,
        "form": form,
        "end": EndForm(auto_id="end-%s") if run.ended_at is None else None,
        "untested": run.version.playbook.live and run.version.playbook.untested(clock.asked(request.user)),
    }


@desk_only
@for_anyone
def step(request, pk, run_pk):
    """What came of one step; from the card of the ticket the card is the answer, else the page of the run."""
    ticket = seen_ticket(request, pk)
    run = seen_run(request, ticket, run_pk)
    form = StepForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            take_step(run, by=shown.actor(request), **form.cleaned_data)
            there = reverse("ticket-playbook", args=[pk, run_pk])
            return answer(request, page=there, fragments=["playbooks/_on_ticket.html"], context=card(request, ticket))
    if not form.is_bound:
        return redirect("ticket-playbook", pk, run_pk)
    if request.htmx:
        context = card(request, ticket) | {"form": form}
        return answer(request, page="", fragments=["playbooks/_on_ticket.html"], context=context, status=422)
    return render(request, "playbooks/run.html", whole(request, ticket, run, form), status=422)


@desk_only
@for_anyone
def end(request, pk, run_pk):
    ticket = seen_ticket(request, pk)
    run = seen_run(request, ticket, run_pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            end_playbook(run, by=shown.actor(request), **form.cleaned_data)
            messages.success(request, f"“{run.version.name}” has ended: {run.get_outcome_display().lower()}.")
            return redirect("ticket-playbook", pk, run_pk)
    return ask(request, ticket, form, "End the playbook", "End it")
