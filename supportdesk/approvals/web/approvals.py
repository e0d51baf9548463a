"""What waits for one's word, what one has asked for, and who stands in."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk import clock
from supportdesk.accounts.actions.delegate import DELEGABLE
from supportdesk.accounts.actions.delegate import delegate as delegating
from supportdesk.accounts.actions.end_delegation import end_delegation as ending
from supportdesk.accounts.actor import Actor
from supportdesk.accounts.models import Delegation
from supportdesk.web import form_refusals

from .. import policy, subjects
from ..actions.ask import ask as asking
from ..actions.grant import grant
from ..actions.refuse import refuse
from ..actions.withdraw import withdraw
from ..models import Approval
from ..queries import waiting_for
from . import forms

SHOWN = 50
for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def desk_only(view):
    """For a requester there are no approvals."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def seen(request, pk):
    return get_object_or_404(Approval.objects.visible_to(request.user), pk=pk)


@desk_only
@for_anyone
def approvals(request):
    if request.method == "POST":
        return asked(request)
    return page(request)


def page(request, *, asking_form=None, delegation_form=None):
    """The page; with a form that was not in order, the form and what is wrong with it."""
    viewer = request.user
    related = ("asked_by", "decided_by", "answers")
    mine = Approval.objects.visible_to(viewer).filter(asked_by=viewer).select_related(*related)
    decided = Approval.objects.visible_to(viewer).filter(granted_by__contains=[viewer.pk])
    delegations = Delegation.objects.visible_to(viewer).running(clock.now()).select_related("giver", "to")
    may_delegate = any(role in viewer.roles for role in DELEGABLE)
    context = {
        "waiting": waiting_for(viewer).select_related(*related)[:SHOWN],
        "mine": mine[:SHOWN],
        "decided": decided.select_related(*related)[:SHOWN],
        "delegations": delegations,
        "asking": asking_form,
        "form": delegation_form or (forms.DelegationForm(viewer=viewer) if may_delegate else None),
        "actor": Actor(viewer, "browser"),
        "rules": policy.can,
    }
    return render(request, "approvals/list.html", context, status=422 if asking_form or delegation_form else 200)


def asked(request):
    form = forms.AskForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with form_refusals(form):
            thing = subjects.find(request.user, given["subject"], given["subject_id"])
            if thing is None:
                raise Http404
            words = {name: given[name] for name in ("action", "arguments", "reason")}
            made = asking(thing, by=Actor(request.user, "browser"), **words)
            messages.success(request, f"Asked for: {made.words}. You hear as soon as somebody answers.")
            return redirect(made.address)
    return page(request, asking_form=form)


@desk_only
@require_POST
def decision(request, pk):
    """Yes or no, then back to the page of the thing or of the list."""
    approval = seen(request, pk)
    form = forms.DecisionForm(request.POST)
    if form.is_valid():
        by, comment = Actor(request.user, "browser"), form.cleaned_data["comment"]
        act = grant if form.cleaned_data["answer"] == "grant" else refuse
        with form_refusals(form):
            act(approval, by=by, comment=comment)
            messages.success(request, f"{approval.words}: {approval.get_state_display().lower()}.")
            return redirect(approval.address if request.POST.get("back") == "thing" else "approvals")
    return page(request, asking_form=form)


@desk_only
@require_POST
def withdrawal(request, pk):
    approval = seen(request, pk)
    withdraw(approval, by=Actor(request.user, "browser"))
    messages.success(request, "Withdrawn.")
    return redirect(approval.address if request.POST.get("back") == "thing" else "approvals")


@desk_only
@require_POST
def delegations(request):
    form = forms.DelegationForm(request.POST, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            given = form.cleaned_data
            made = delegating(request.user, by=Actor(request.user, "browser"), **given)
            messages.success(request, f"{made.to} approves in your place.")
            return redirect("approvals")
    return page(request, delegation_form=form)


@desk_only
@require_POST
def delegation_end(request, delegation_pk):
    delegation = get_object_or_404(Delegation.objects.visible_to(request.user), pk=delegation_pk)
    ending(delegation, by=Actor(request.user, "browser"))
    messages.success(request, "You approve yourself again.")
    return redirect("approvals")
