"""Macros to read, and what becomes of them: proposed, approved, published, retired."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from kb.seats import desk_only, for_anyone
from supportdesk.accounts.actor import actor
from supportdesk.approvals import policy as answering
from supportdesk.approvals.queries import granted_to, of_thing
from supportdesk.numbers import whole
from supportdesk.web import absent, form_refusals

from .. import fields, policy, queries
from .. import render as merging
from ..actions.propose import propose, revise, withdraw_proposal
from ..actions.publish import publish as publishing
from ..actions.retire import retire
from ..models import Audience, Macro, MacroKind, MacroProposal
from .forms import MacroForm, RetireForm

PAGE = 50


def seen(request, pk):
    return get_object_or_404(Macro.objects.visible_to(request.user).select_related(*queries.RELATED), pk=pk)


def seen_proposal(request, pk):
    rows = MacroProposal.objects.visible_to(request.user).select_related("macro", "made_by", "changed_by")
    return get_object_or_404(rows, pk=pk)


def may_propose(request):
    return policy.can(actor(request), "propose_macro", None)


@desk_only
@require_GET
def macros(request):
    chosen = {name: request.GET.get(name, "")[:100] for name in ("audience", "kind", "state", "text")}
    page = Paginator(queries.macros(request.user, **chosen), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "chosen": chosen, "audiences": Audience.choices, "kinds": MacroKind.choices}
    context |= {"proposals": queries.open_proposals(request.user)[:PAGE], "may_propose": may_propose(request)}
    return render(request, "macros/list.html", context)


@desk_only
@require_GET
def macro(request, pk):
    one = seen(request, pk)
    context = {"one": one, "versions": queries.versions(one), "changes": fields.words(one.live.fields)}
    context |= {"open": one.proposals.open().first(), "may_propose": may_propose(request) and not one.retired_at}
    context |= {"merged": [(name, merging.label(name)) for name in merging.named(one.live.body)]}
    context["retiring"] = retiring(request, one)
    return render(request, "macros/one.html", context)


def retiring(request, one):
    may = not one.retired_at and policy.can(actor(request), "retire_macro", one)
    return RetireForm() if may else None


@desk_only
@for_anyone
def new(request):
    """Something that there was not yet, as a proposal."""
    form = MacroForm(request.POST or None, viewer=request.user)
    return proposed(request, None, form, "New macro")


@desk_only
@for_anyone
def change(request, pk):
    """The next version, as a proposal (KB-15)."""
    one = seen(request, pk)
    if one.retired_at:
        absent()
    form = MacroForm(request.POST or None, viewer=request.user, holds=one.live.plain())
    return proposed(request, one, form, f"Change “{one}”")


def proposed(request, one, form, title):
    if not may_propose(request):
        policy.require(actor(request), "propose_macro", one)
    if form.is_valid():
        with form_refusals(form):
            made = propose(one, by=actor(request), **form.given())
            messages.success(request, "Proposed. Nothing has changed yet.")
            return redirect("macro-proposal", made.pk)
    context = {"form": form, "title": title, "one": one, "merge": merging.FIELDS.items()}
    return render(request, "macros/form.html", context, status=422 if form.errors else 200)


@desk_only
@for_anyone
def proposal(request, macro_proposal_pk):
    """What it changes, who has to say yes, and the form to say it otherwise."""
    one = seen_proposal(request, macro_proposal_pk)
    form = MacroForm(request.POST or None, viewer=request.user, holds=one.content, initial={"reason": one.reason})
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            revise(one, by=actor(request), seen=whole(request.POST.get("seen"), digits=9), **form.given())
            messages.success(request, "Saved. Nothing has changed yet.")
            return redirect("macro-proposal", one.pk)
    return render(request, "macros/proposal.html", standing(request, one, form), status=422 if form.errors else 200)


def standing(request, one, form):
    by = actor(request)
    before = one.before
    asked = [(each, answering.can(by, "decide_approval", each)) for each in of_thing(one)]
    granted = any(each.arguments == {"version": one.version} for each in granted_to(one, by=by, action="change_macro"))
    return {
        "one": one,
        "form": form,
        "merge": merging.FIELDS.items(),
        "changes": queries.changes(before.plain() if before else {}, one.content),
        "asked": asked,
        "may_publish": one.is_open and (granted or policy.can(by, "change_macro", one)),
        "may_propose": one.is_open and may_propose(request),
    }


@desk_only
@require_POST
def publish(request, macro_proposal_pk):
    one = seen_proposal(request, macro_proposal_pk)
    made = publishing(one, by=actor(request))
    messages.success(request, f"Published as version {made.number}.")
    return redirect("macro", made.macro_id)


@desk_only
@require_POST
def withdrawal(request, macro_proposal_pk):
    one = withdraw_proposal(seen_proposal(request, macro_proposal_pk), by=actor(request))
    messages.success(request, "Withdrawn.")
    return redirect("macro", one.macro_id) if one.macro_id else redirect("macros")


@desk_only
@require_POST
def retirement(request, pk):
    one = seen(request, pk)
    form = RetireForm(request.POST)
    if form.is_valid():
        retire(one, by=actor(request), **form.cleaned_data)
        messages.success(request, "Retired. What was written with it stays.")
    else:
        messages.error(request, "Say why it is retired.")
    return redirect("macro", one.pk)
