"""Playbooks to read, and what becomes of them: proposed, approved, published, tested, retired."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from kb.seats import desk_only, for_anyone
from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.approvals import policy as answering
from supportdesk.approvals.queries import granted_to, of_thing
from supportdesk.numbers import whole
from supportdesk.web import absent, form_refusals

from .. import policy, queries
from ..actions.propose import propose, revise, withdraw_proposal
from ..actions.publish import publish as publishing
from ..actions.retire import retire
from ..actions.tested import note_test
from ..models import Playbook, PlaybookKind, PlaybookProposal
from .forms import PlaybookForm, RetireForm, TestForm

PAGE = 50


def seen(request, pk):
    return get_object_or_404(Playbook.objects.visible_to(request.user).select_related(*queries.RELATED), pk=pk)


def seen_proposal(request, pk):
    rows = PlaybookProposal.objects.visible_to(request.user).select_related("playbook", "made_by", "changed_by")
    return get_object_or_404(rows, pk=pk)


def may_propose(request):
    return policy.can(actor(request), "draft_playbook", None)


@desk_only
@require_GET
def playbooks(request):
    chosen = {name: request.GET.get(name, "")[:100] for name in ("kind", "state", "text")}
    page = Paginator(queries.playbooks(request.user, **chosen), PAGE).get_page(request.GET.get("page"))
    now = clock.asked(request.user)
    context = {"page": page, "chosen": chosen, "kinds": PlaybookKind.choices}
    context["late"] = {one.pk for one in page if one.untested(now)}
    context |= {"proposals": queries.open_proposals(request.user)[:PAGE], "may_propose": may_propose(request)}
    return render(request, "playbooks/list.html", context)


@desk_only
@require_GET
def playbook(request, pk):
    one, by = seen(request, pk), actor(request)
    tests = one.tests.select_related("by", "version")[:10]
    context = {"one": one, "versions": queries.versions(one), "tests": tests}
    context["untested"] = one.untested(clock.asked(request.user))
    context |= {"open": one.proposals.open().first(), "may_propose": may_propose(request) and not one.retired_at}
    live = not one.retired_at
    context["testing"] = TestForm() if live and policy.can(by, "test_playbook", one) else None
    context["retiring"] = RetireForm() if live and policy.can(by, "retire_playbook", one) else None
    return render(request, "playbooks/one.html", context)


@desk_only
@for_anyone
def new(request):
    """Something that there was not yet, as a proposal."""
    form = PlaybookForm(request.POST or None, viewer=request.user)
    return proposed(request, None, form, "New playbook")


@desk_only
@for_anyone
def change(request, pk):
    """The next version, as a proposal."""
    one = seen(request, pk)
    if one.retired_at:
        absent()
    form = PlaybookForm(request.POST or None, viewer=request.user, holds=one.live.plain())
    return proposed(request, one, form, f"Change “{one}”")


def proposed(request, one, form, title):
    policy.require(actor(request), "draft_playbook", one)
    if "more" not in request.POST and form.is_valid():
        with form_refusals(form):
            made = propose(one, by=actor(request), **form.given())
            messages.success(request, "Proposed. Nothing has changed yet.")
            return redirect("playbook-proposal", made.pk)
    context = {"form": form, "title": title, "one": one}
    return render(request, "playbooks/form.html", context, status=status_of(request, form))


def status_of(request, form):
    return 422 if "more" not in request.POST and form.errors else 200


@desk_only
@for_anyone
def proposal(request, playbook_proposal_pk):
    """What it changes, who has to say yes, and the form to say it otherwise."""
    one = seen_proposal(request, playbook_proposal_pk)
    form = PlaybookForm(request.POST or None, viewer=request.user, holds=one.content, initial={"reason": one.reason})
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        with form_refusals(form):
            revise(one, by=actor(request), seen=whole(request.POST.get("seen"), digits=9), **form.given())
            messages.success(request, "Saved. Nothing has changed yet.")
            return redirect("playbook-proposal", one.pk)
    return render(request, "playbooks/proposal.html", standing(request, one, form), status=status_of(request, form))


def standing(request, one, form):
    by = actor(request)
    before = one.before
    asked = [(each, answering.can(by, "decide_approval", each)) for each in of_thing(one)]
    granted = any(each.arguments == {"version": one.version} for each in granted_to(one, by=by, action=one.action))
    return {
        "one": one,
        "form": form,
        "changes": queries.changes(before.plain() if before else {}, one.content),
        "asked": asked,
        "may_publish": one.is_open and (granted or policy.can(by, one.action, one)),
        "may_propose": one.is_open and may_propose(request),
    }


@desk_only
@require_POST
def publish(request, playbook_proposal_pk):
    made = publishing(seen_proposal(request, playbook_proposal_pk), by=actor(request))
    messages.success(request, f"Published as version {made.number}.")
    return redirect("playbook", made.playbook_id)


@desk_only
@require_POST
def withdrawal(request, playbook_proposal_pk):
    one = withdraw_proposal(seen_proposal(request, playbook_proposal_pk), by=actor(request))
    messages.success(request, "Withdrawn.")
    return redirect("playbook", one.playbook_id) if one.playbook_id else redirect("playbooks")


@desk_only
@require_POST
def test(request, pk):
    one = seen(request, pk)
    form = TestForm(request.POST)
    if form.is_valid():
        note_test(one, by=actor(request), **form.cleaned_data)
        messages.success(request, "The test is kept.")
    else:
        messages.error(request, "Say whether it held.")
    return redirect("playbook", one.pk)


@desk_only
@require_POST
def retirement(request, pk):
    one = seen(request, pk)
    form = RetireForm(request.POST)
    if form.is_valid():
        retire(one, by=actor(request), **form.cleaned_data)
        messages.success(request, "Retired. What is under way goes on.")
    else:
        messages.error(request, "Say why it is retired.")
    return redirect("playbook", one.pk)
