"""Every act on an escalation: find it, read its form, say the action, answer."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import moving
from ..actions import bring_back, compose, issues, rate, receive, remind, send, verify, work
from ..workflow import MOVES
from . import forms
from .pages import files_of
from .seats import desk_only, for_anyone, seen


class Act(NamedTuple):
    form: type
    act: Callable[..., Any]
    done: str
    fixed: dict[str, Any] = {}


ACTS = {
    "ask_review": Act(forms.PlainForm, send.ask_review, "A lead looks at it first."),
    "send_back": Act(forms.WordsForm, send.send_back, "Sent back to its writer."),
    "submit": Act(forms.PlainForm, send.submit, "It has gone."),
    "acknowledge": Act(forms.PlainForm, receive.acknowledge, "You have it."),
    "accept": Act(forms.AcceptForm, receive.accept, "Accepted."),
    "return": Act(forms.ReturnForm, bring_back.send_home, "Returned with your questions."),
    "answer": Act(forms.AnswerForm, send.answer, "Answered, and sent again."),
    "redirect": Act(forms.RedirectForm, receive.redirect, "Sent to the other group."),
    "decline": Act(forms.DeclineForm, bring_back.decline, "Declined."),
    "contest": Act(forms.WordsForm, bring_back.contest, "A manager decides."),
    "overrule": Act(forms.WordsForm, bring_back.settle_contest, "It goes to the group again.", {"overrule": True}),
    "uphold": Act(forms.WordsForm, bring_back.settle_contest, "The decline stands.", {"overrule": False}),
    "work": Act(forms.UpdateForm, work.work, "In work."),
    "report": Act(forms.ReportForm, work.report, "Support sees it."),
    "follow_up": Act(forms.FollowUpForm, work.follow_up, "Asked."),
    "fix": Act(forms.FixForm, work.offer_fix, "Whoever waits for it has a task."),
    "remind": Act(forms.PlainForm, remind.remind, "Kept. Too soon after the last one a reminder reaches nobody."),
    "close": Act(forms.CloseForm, verify.close, "Closed."),
    "withdraw": Act(forms.WordsForm, send.withdraw, "Withdrawn."),
    "rate": Act(forms.RatingForm, rate.rate, "Rated."),
    "judge": Act(forms.JudgeForm, rate.judge, "Kept."),
    "issue": Act(forms.IssueForm, issues.link_issue, "Linked."),
    "clear": Act(forms.ClearForm, compose.clear, "Cleared to go with the packet."),
    "hypothesis": Act(forms.HypothesisForm, compose.hypothesise, "Kept."),
}
HEADINGS = {
    "rate": "Rate the packet",
    "judge": "Was it avoidable?",
    "issue": "Link a bug",
    "clear": "Clear a file",
    "hypothesis": "Hypothesis",
}


@desk_only
@for_anyone
def act(request, pk, name):
    escalation = seen(request, pk)
    if name not in ACTS:
        raise Http404
    return carried_out(request, escalation, name, form_of(request, escalation, name), escalation)


def form_of(request, escalation, name, **more):
    data = request.POST if request.method == "POST" else None
    return ACTS[name].form(data, **more, **needs(request, escalation, name))


def needs(request, escalation, name):
    if name == "return":
        return {"fields": [(one.id, f"{one.id} {one.name}") for one in moving.assessed(escalation).applicable]}
    if name == "answer":
        returned = escalation.returned.order_by("pk").last()
        return {"items": list(returned.items.all()) if returned else []}
    if name == "redirect":
        return {"viewer": request.user}
    return {"files": files_of(escalation)} if name == "clear" else {}


def carried_out(request, escalation, name, form, thing, **more):
    one = ACTS[name]
    if form.is_valid():
        with form_refusals(form):
            one.act(thing, by=actor(request), **one.fixed, **given(form), **more)
            messages.success(request, one.done)
            return redirect("escalation", pk=escalation.pk)
    label = HEADINGS.get(name) or MOVES[name].label
    context = {"escalation": escalation, "ticket": escalation.ticket, "form": form, "heading": label, "verb": label}
    context |= {"to": request.path, "name": name}
    return render(request, "escalations/act.html", context, status=422 if form.errors else 200)


def given(form):
    if hasattr(form, "given"):
        return form.given()
    return form.rated() if hasattr(form, "rated") else form.cleaned_data


@desk_only
@for_anyone
def hypothesis(request, pk, hypothesis_pk):
    escalation = seen(request, pk)
    known = get_object_or_404(escalation.hypotheses, pk=hypothesis_pk)
    names = ("statement", "test", "result", "state", "confidence")
    form = form_of(request, escalation, "hypothesis", initial={name: getattr(known, name) for name in names})
    return carried_out(request, escalation, "hypothesis", form, escalation, known=known)


@desk_only
@for_anyone
def task(request, pk, task_pk):
    """Verify the fix on one ticket."""
    escalation = seen(request, pk)
    found = get_object_or_404(escalation.tasks, pk=task_pk)
    found.escalation = escalation
    form = forms.VerifyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with form_refusals(form):
            verify.verify(found, by=actor(request), **form.cleaned_data)
            messages.success(request, "Verified." if found.passed else "Back to work; nobody outside was told.")
            return redirect("escalation", pk=pk)
    context = {"escalation": escalation, "ticket": found.ticket, "form": form, "heading": "Verify the fix"}
    context |= {"verb": "Keep the result", "to": request.path, "name": "verify"}
    return render(request, "escalations/act.html", context, status=422 if form.errors else 200)
