"""Policies in their order, one by itself, and what they do to an example ticket."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.administration import office_only
from supportdesk.web import absent, form_refusals

from .. import example, shown
from ..actions.drafts import begin_draft, discard_draft
from ..models import Draft, Policy
from ..policy import can
from ..queries import policies_in_force
from . import policy_forms as forms

for_anyone = require_http_methods(["GET", "HEAD", "POST"])
LIST, ONE, DRAFT = "administration-policies", "administration-policy", "administration-policy-draft"


def may_draft(request):
    return can(actor(request), "draft_terms", Draft(what="policy"))


@office_only
@require_GET
def policies(request):
    at = clock.asked(request.user)
    drafts = Draft.objects.visible_to(request.user).filter(what="policy", base=0).open()
    context = {"groups": shown.listed(at), "new": drafts, "may_draft": may_draft(request)}
    context |= tried(request, policies_in_force(at), at)
    return render(request, "sla/policies/list.html", context, status=422 if context["tester"].errors else 200)


def tried(request, choice, at, instead=None):
    """The tester: the form, what would happen to the example, and beside it what happens to it today."""
    form = forms.ExampleForm(request.GET if "opened_at" in request.GET else None, initial={"opened_at": local(at)})
    if not form.is_valid():
        return {"tester": form, "told": "", "today": ""}
    facts, opened, zone = form.facts(), form.cleaned_data["opened_at"], timezone.get_current_timezone()
    told = example.said(example.example(choice, facts, opened), zone)
    today = "" if instead is None else example.said(example.example(instead, facts, opened), zone)
    return {"tester": form, "told": told, "today": today}


def local(at):
    return timezone.localtime(at).replace(second=0, microsecond=0)


def newest(key):
    """The last version, also one that is still to come."""
    return Policy.objects.filter(key=key).order_by("-version").first() or absent()


@office_only
@require_GET
def one_policy(request, policy):
    last, at = newest(policy), clock.asked(request.user)
    held = next((one for one in policies_in_force(at) if one.key == policy), None)
    context = {"one": held or last, "held": held, "last": last, "at": at, "may_draft": may_draft(request)}
    context["draft"] = Draft.objects.visible_to(request.user).filter(what="policy", key=policy).open().first()
    context |= {"promises": shown.promises(held or last), "versions": shown.history(policy)}
    return render(request, "sla/policies/one.html", context)


@office_only
@require_POST
def policy_begin(request, policy):
    """Begin its next version, or its end, as a draft."""
    content = newest(policy).plain() | {"withdrawn": "withdraw" in request.POST}
    made = begin_draft(policy, by=actor(request), what="policy", content=content)
    return redirect(DRAFT, made.pk)


@office_only
@require_POST
def policy_move(request, policy):
    """Take it past its neighbour: a version like any other, drafted here and published by whoever may."""
    last, up = newest(policy), request.POST.get("to") == "up"
    wanted = shown.place_beyond(last, up=up, at=clock.now())
    if wanted is None:
        messages.info(request, "There is no room beside its neighbour: give it a position by hand.")
        return redirect(ONE, policy)
    said = f"It goes {'before' if up else 'behind'} its neighbour."
    content = last.plain() | {"position": wanted}
    made = begin_draft(policy, by=actor(request), what="policy", content=content, reason=said)
    return redirect(DRAFT, made.pk)


@office_only
@for_anyone
def new_policy(request):
    """A policy that there was not yet."""
    form = forms.PolicyForm(request.POST or None, content={}, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            made = begin_draft("", by=actor(request), what="policy", **form.given())
            return redirect(DRAFT, made.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "ladder": form.ladder, "may_draft": may_draft(request)}
    return render(request, "sla/policies/new.html", context, status=status)


@office_only
@require_POST
def draft_discard(request, policy_draft):
    discard_draft(seen_draft(request, policy_draft), by=actor(request))
    messages.success(request, "The draft is withdrawn. Nothing has changed.")
    return redirect(LIST)


def seen_draft(request, pk):
    return Draft.objects.visible_to(request.user).filter(what="policy", pk=pk).first() or absent()
