"""What forms ask, for the desk: to read, to change by proposals, to retire."""

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

from .. import policy
from ..actions.propose_form import changes, propose_form, revise_form, withdraw_form
from ..actions.publish_form import publish_form, retire_form
from ..models import Form, FormProposal
from . import editing

PAGE = 50
LISTS = {"kinds": editing.KINDS, "landings": editing.LANDS, "personals": editing.PERSONAL}


def seen(request, pk):
    rows = Form.objects.visible_to(request.user).filter(live__isnull=False)
    return get_object_or_404(rows.select_related("live", "owner", "organisation", "retired_by"), pk=pk)


def seen_proposal(request, pk):
    rows = FormProposal.objects.visible_to(request.user).select_related("form", "made_by", "changed_by")
    return get_object_or_404(rows, pk=pk)


def may_propose(request):
    return policy.can(actor(request), "propose_form", None)


@desk_only
@require_GET
def forms(request):
    rows = Form.objects.visible_to(request.user).filter(live__isnull=False)
    rows = rows.select_related("live", "organisation").order_by("retired_at", "name")
    proposals = FormProposal.objects.visible_to(request.user).open().select_related("made_by", "form")[:PAGE]
    context = {"page": Paginator(rows, PAGE).get_page(request.GET.get("page")), "proposals": proposals}
    return render(request, "forms/list.html", context | {"may_propose": may_propose(request)})


@desk_only
@require_GET
def form(request, pk):
    one = seen(request, pk)
    versions = one.versions.select_related("proposed_by", "published_by", "approved_by")[:PAGE]
    may_retire = not one.retired_at and policy.can(actor(request), "retire_form", one)
    context = {"one": one, "versions": versions, "retiring": editing.RetireForm() if may_retire else None}
    context |= {"open": FormProposal.objects.visible_to(request.user).open().filter(form=one).first()}
    context |= {"here": request.build_absolute_uri(f"/forms/{one.key}/embed")}
    return render(request, "forms/one.html", context | {"may_propose": may_propose(request) and not one.retired_at})


@desk_only
@for_anyone
def new(request):
    """Something that is not asked for yet, as a proposal."""
    return proposed(request, None, editing.EditForm(request.POST or None, viewer=request.user), "New form")


@desk_only
@for_anyone
def change(request, pk):
    """The next version, as a proposal."""
    one = seen(request, pk)
    if one.retired_at:
        absent()
    form = editing.EditForm(request.POST or None, viewer=request.user, holds=one.live.content)
    return proposed(request, one, form, f"Change “{one}”")


def proposed(request, one, form, title):
    policy.require(actor(request), "propose_form", one)
    if "more" not in request.POST and form.is_valid():
        with form_refusals(form):
            made = propose_form(one, by=actor(request), **form.given())
            messages.success(request, "Proposed. Nothing has changed yet.")
            return redirect("form-proposal", made.pk)
    context = {"form": form, "title": title, "one": one} | LISTS
    return render(
        request, "forms/edit.html", context, status=422 if form.errors and "more" not in request.POST else 200
    )


@desk_only
@for_anyone
def proposal(request, form_proposal_pk):
    """What it changes, who has to say yes, and the form to say it otherwise."""
    one = seen_proposal(request, form_proposal_pk)
    initial = {"reason": one.reason}
    form = editing.EditForm(request.POST or None, viewer=request.user, holds=one.content, initial=initial)
    if request.method == "POST" and "more" not in request.POST and form.is_valid():
        with form_refusals(form):
            revise_form(one, by=actor(request), seen=whole(request.POST.get("seen"), digits=9), **form.given())
            messages.success(request, "Saved. Nothing has changed yet.")
            return redirect("form-proposal", one.pk)
    status = 422 if form.errors and "more" not in request.POST else 200
    return render(request, "forms/proposal.html", standing(request, one, form), status=status)


def standing(request, one, form):
    by = actor(request)
    asked = [(each, answering.can(by, "decide_approval", each)) for each in of_thing(one)]
    granted = any(each.arguments == {"version": one.version} for each in granted_to(one, by=by, action="change_form"))
    may_publish = one.is_open and (granted or policy.can(by, "change_form", one))
    context = {"one": one, "form": form, "changes": spoken(one), "asked": asked, "may_publish": may_publish}
    return context | LISTS | {"may_propose": one.is_open and may_propose(request)}


def spoken(proposal):
    """What differs, as one reads it: of questions which ones, by their words."""
    found = {name: pair for name, pair in changes(proposal).items() if name != "questions"}
    before = {one["key"]: one for one in proposal.before.content["questions"]} if proposal.before else {}
    after = {one["key"]: one for one in proposal.content["questions"]}
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was != now:
            found[f"question {key}"] = (told(was), told(now))
    return found


def told(one):
    if one is None:
        return ""
    when = f"after {one['when']['question']}: {', '.join(one['when']['is'])}" if one["when"] else ""
    choices = ", ".join(each["label"] for each in one["choices"])
    keeps = f"kept {one['keep_days']} days" if one["keep_days"] else ""
    needed = "needed" if one["required"] else "optional"
    parts = (one["label"], one["kind"], one["lands"], needed, choices, when, keeps, one["help"], one["purpose"])
    return "\n".join(part for part in parts if part)


@desk_only
@require_POST
def publish(request, form_proposal_pk):
    made = publish_form(seen_proposal(request, form_proposal_pk), by=actor(request))
    messages.success(request, f"Published as version {made.number}.")
    return redirect("intake-form", made.form_id)


@desk_only
@require_POST
def withdrawal(request, form_proposal_pk):
    one = withdraw_form(seen_proposal(request, form_proposal_pk), by=actor(request))
    messages.success(request, "Withdrawn.")
    return redirect("intake-form", one.form_id) if one.form_id else redirect("intake-forms")


@desk_only
@require_POST
def retirement(request, pk):
    one = seen(request, pk)
    form = editing.RetireForm(request.POST)
    if form.is_valid():
        retire_form(one, by=actor(request), **form.cleaned_data)
        messages.success(request, "Retired. What came in by it stays.")
    else:
        messages.error(request, "Say why it is retired.")
    return redirect("intake-form", one.pk)
