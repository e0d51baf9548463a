"""Runbooks at work on an incident: begun, done step by step, ended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from kb.articles.shapes import ArticleKind
from kb.playbooks.models import Playbook, RunOutcome, StepOutcome
from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals
from tickets.desk.queries.playbooks import seen_of, steps_of

from .. import policy
from ..actions.runbooks import begin_runbook, end_runbook, take_runbook_step
from ..models import RunbookRun
from ..queries.runbooks import fitting, gone_wrong, runs_of
from .forms import Codes
from .seats import ask, desk_only, for_anyone, seen_incident

WORDS = forms.Textarea({"rows": 2})


class BeginForm(forms.Form):
    playbook = forms.ModelChoiceField(Playbook.objects.none(), label="Runbook", empty_label="Choose…")

    def __init__(self, *args, incident, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["playbook"].queryset = fitting(incident, viewer)


class StepForm(forms.Form):
    """`outcome` and `answer` are buttons of the page."""

    confirmed = Codes()
    step = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=10**6, widget=forms.HiddenInput)
    outcome = forms.ChoiceField(choices=StepOutcome.choices, required=False)
    answer = forms.CharField(max_length=200, required=False)
    words = forms.CharField(max_length=10_000, required=False, widget=WORDS)


class EndForm(forms.Form):
    outcome = forms.ChoiceField(choices=RunOutcome.choices, label="How it ended")
    words = forms.CharField(label="Why, or what helped", max_length=10_000, required=False, widget=WORDS)


def whole(request, incident, run, form=None):
    steps = steps_of(run)
    said = {"incident": incident, "run": run, "steps": steps, "seen": seen_of(run), "wrong": gone_wrong(steps)}
    end = EndForm(auto_id="end-%s") if run.ended_at is None else None
    return said | {"form": form, "end": end, "actor": actor(request), "rules": policy.can}


def seen_run(incident, pk):
    run = get_object_or_404(RunbookRun.objects.select_related("version__playbook"), incident=incident, pk=pk)
    run.incident = incident
    return run


@desk_only
@require_GET
def runbooks(request, pk):
    """The cards beside an incident; a page of their own where no script fetches them."""
    one = seen_incident(request, pk)
    articles = one.articles.select_related("article__live", "article__working")
    said = {"incident": one, "runs": runs_of(one), "actor": actor(request), "rules": policy.can}
    said |= {"articles": list(articles), "article_kinds": ArticleKind.choices}
    return render(request, "response/_runbooks.html" if request.htmx else "response/around.html", said)


@desk_only
@for_anyone
def new_runbook(request, pk):
    one = seen_incident(request, pk)
    form = BeginForm(request.POST or None, incident=one, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            run = begin_runbook(one, by=actor(request), **form.cleaned_data)
            return redirect("incident-runbook", pk, run.pk)
    return ask(request, None, form, f"Begin a runbook on {one}", "Begin")


@desk_only
@require_GET
def runbook(request, pk, runbook_pk):
    """All steps of one run, with what came of each, by whom and when."""
    one = seen_incident(request, pk)
    return render(request, "response/runbook.html", whole(request, one, seen_run(one, runbook_pk)))


@desk_only
@for_anyone
def step(request, pk, runbook_pk):
    one = seen_incident(request, pk)
    run = seen_run(one, runbook_pk)
    form = StepForm(request.POST or None)
    there = reverse("incident-runbook", args=[pk, runbook_pk])
    if form.is_valid():
        with form_refusals(form):
            take_runbook_step(run, by=actor(request), **form.cleaned_data)
            return redirect(there)
    if not form.is_bound:
        return redirect(there)
    return render(request, "response/runbook.html", whole(request, one, run, form), status=422)


@desk_only
@for_anyone
def end(request, pk, runbook_pk):
    one = seen_incident(request, pk)
    run = seen_run(one, runbook_pk)
    form = EndForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            end_runbook(run, by=actor(request), **form.cleaned_data)
            messages.success(request, f"“{run.version.name}” has ended: {run.get_outcome_display().lower()}.")
            return redirect("incident-runbook", pk, runbook_pk)
    return ask(request, None, form, "End the runbook", "End it")
