"""A draft of a policy: what it changes, what speaks against it, what it would do, and who has to say yes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from supportdesk import clock
from supportdesk.administration import office_only
from supportdesk.approvals import policy as approvals
from supportdesk.approvals.queries import of_thing
from supportdesk.errors import Refused
from supportdesk.numbers import whole
from supportdesk.web import form_refusals

from .. import shown
from ..actions.drafts import change_draft
from ..difference import changes
from ..lint import Finding
from ..queries import policies_in_force
from ..standing import step
from ..world import findings_of
from . import policy_forms as forms
from .policies import DRAFT, actor, for_anyone, may_draft, seen_draft, tried


@office_only
@for_anyone
def draft(request, policy_draft):
    """Save it and look again: every saving is judged by the linter, and nothing is published by it."""
    one = seen_draft(request, policy_draft)
    form = form_of(one, request.POST or None, request.user)
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            change_draft(one, by=actor(request), seen=version_of(request), **form.given())
            messages.success(request, "Saved. Nothing is published yet.")
            return redirect(DRAFT, policy_draft)
    return page(request, one, form)


def form_of(one, data, viewer):
    begins = one.effective_from and timezone.localtime(one.effective_from)
    held = {"effective_from": begins, "also_open": one.also_open, "reason": one.reason}
    if one.content.get("withdrawn"):
        return forms.EndForm(data, initial=held)
    return forms.PolicyForm(data, content=one.content, viewer=viewer, initial=held)


def version_of(request):
    return whole(request.POST.get("seen"), digits=9)


def page(request, one, form):
    at = clock.asked(request.user)
    found = judged(one, at)
    context = {"draft": one, "form": form.noted(found["findings"]), "ladder": form.ladder}
    context["may_draft"] = may_draft(request)
    sound = not any(finding.grave for finding in found["findings"])
    context |= found | voices(request, one, sound=sound) | tester(request, found["policy"], at)
    return render(request, "sla/policies/draft.html", context, status=422 if form.errors else 200)


def judged(one, at):
    """The version that it would become, what differs, and what the linter says."""
    try:
        built = one.build(at)
    except Refused as refusal:
        return {"policy": None, "changes": {}, "findings": [Finding("unbuilt", refusal.field or "", refusal.message)]}
    found = findings_of(built) if one.is_open else []
    return {"policy": built, "changes": changes(one.before, built), "findings": found}


def tester(request, built, at):
    """The example ticket under the draft, and beside it what holds without."""
    begins = max(at, built.effective_from) if built else at
    today = policies_in_force(begins)
    return tried(request, shown.beside(built, begins) if built else today, at, instead=today if built else None)


def voices(request, one, *, sound):
    """What was asked about it, whether the reader may answer, ask, or publish."""
    by = actor(request)
    asked = list(of_thing(one))
    may = step(by, one) if sound and one.reason.strip() else ""
    return {
        "asked": [(each, approvals.can(by, "decide_approval", each)) for each in asked],
        "may_ask": may == "ask",
        "may_publish": may == "publish",
    }
