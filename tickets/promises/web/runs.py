"""Publishing a draft, and how far the open tickets have come."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from supportdesk import live
from supportdesk.accounts.actor import actor
from supportdesk.administration import office_only
from supportdesk.numbers import whole
from tickets.sla.models import Draft

from .. import policy
from ..actions.publish_terms import publish_terms
from ..actions.retarget_open import carry_on, stop_run
from ..models import RetargetRun

PAGES = {"policy": "administration-policy", "calendar": "administration-calendar"}
AT_ONCE = 4  # batches that are done within the request


@office_only
@require_POST
def draft_publish(request, terms_draft):
    """Publish it. A few tickets are judged at once, so that a small desk sees the end of it."""
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=terms_draft)
    made, run = publish_terms(draft, by=actor(request), seen=whole(request.POST.get("seen"), digits=9))
    messages.success(request, f"Published: {made}.")
    if run is None:
        return redirect(PAGES[draft.what], made.key)
    for _ in range(AT_ONCE):
        if not carry_on(run, by=actor(request)):
            break
    return redirect("retarget-run", run.pk)


def seen_run(request, pk):
    known = RetargetRun.objects.visible_to(request.user).select_related("asked_by", "draft")
    return get_object_or_404(known, pk=pk)


@office_only
@require_GET
def run(request, retarget_run):
    one = seen_run(request, retarget_run)
    name = "_run" if request.htmx else "run"
    return render(request, f"promises/{name}.html", shown(request, one))


def shown(request, one):
    may_stop = policy.can(actor(request), "stop_run", one)
    return {"one": one, "may_stop": may_stop, "stream": live.address([f"{one.subject}-{one.pk}"])}


@office_only
@require_POST
def run_stop(request, retarget_run):
    stop_run(seen_run(request, retarget_run), by=actor(request))
    return redirect("retarget-run", retarget_run)
