"""The matrix, its “still right?” checks, trackers and their secrets, and the packet as it leaves."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.errors import NeedsApproval, NotAllowed
from supportdesk.web import form_refusals
from tickets.sla.models import Calendar

from .. import bundling, exporting, moving, policy, queries
from ..actions.export import export as export_packet
from ..actions.export import exported
from ..actions.issues import keep_tracker
from ..actions.matrix import confirm_lane, keep_lane, retire_lane
from ..actions.propose import propose
from ..models import Lane, Tracker
from ..models.proposal import Matter
from . import forms, proposals
from .seats import desk_only, for_anyone, now_of, seen


def may_ask(by, lane):
    return not isinstance(policy.need(by, "keep_matrix", lane), NotAllowed)


@desk_only
@require_GET
def matrix(request):
    by = actor(request)
    lanes = list(queries.lanes(request.user))
    mine = [
        one for one in lanes if one.asked_at and (one.owner_id == request.user.pk or policy.can(by, "keep_matrix", one))
    ]
    context = {"lanes": lanes, "mine": mine, "actor": by, "rules": policy.can, "may_add": may_ask(by, Lane())}
    context["proposals"] = proposals.open_to(request.user, by)
    return render(
        request, "escalations/matrix.html", context | {"avoidable": list(queries.avoidable(request.user)[:50])}
    )


@desk_only
@for_anyone
def lane(request, pk=None):
    known = get_object_or_404(queries.lanes(request.user), pk=pk) if pk else None
    if known is None and not request.user.serves_everybody:
        raise Http404
    hours = [(one.key, one.name) for one in Calendar.objects.in_force(now_of(request))]
    initial = {"owner": request.user.pk, "calendar": "business-hours"} if known is None else None
    data = request.POST if request.method == "POST" else None
    form = forms.LaneForm(data, viewer=request.user, hours=hours, instance=known or Lane(), initial=initial)
    by = actor(request)
    why = proposals.WhyForm(data) if asks(by, "keep_matrix", known or Lane()) else None
    if form.is_valid() and (why is None or why.is_valid()):
        with form_refusals(form):
            said = kept(by, known, form, why)
            messages.success(request, said)
            return redirect("escalation-matrix")
    context = {"form": form, "known": known, "to": request.path, "why": why}
    return render(request, "escalations/lane.html", context, status=422 if form.errors or (why and why.errors) else 200)


def asks(by, action, thing):
    return isinstance(policy.need(by, action, thing), NeedsApproval)


def kept(by, known, form, why):
    """Kept at once, or asked for; answers what was done in words."""
    if why is None:
        keep_lane(by=by, known=known, **form.cleaned_data)
        return "The entry is kept, and confirmed."
    propose(Matter.LANE, by=by, known=known, **form.cleaned_data, **why.cleaned_data)
    return "Asked: once it is granted, put it in force here."


@desk_only
@require_POST
def confirm(request, pk):
    confirm_lane(get_object_or_404(queries.lanes(request.user), pk=pk), by=actor(request))
    messages.success(request, "Still right.")
    return redirect("escalation-matrix")


@desk_only
@require_POST
def retire(request, pk):
    retire_lane(get_object_or_404(queries.lanes(request.user), pk=pk), by=actor(request))
    messages.success(request, "The entry is retired.")
    return redirect("escalation-matrix")


def keepers(request):
    """Whoever keeps trackers or asks for one, and whoever reads what they keep."""
    if not request.user.serves_everybody or not request.user.has_role("OA", "AU", "SM"):
        raise Http404


@desk_only
@for_anyone
def trackers(request):
    keepers(request)
    data, by = request.POST if request.method == "POST" else None, actor(request)
    form, made = forms.TrackerForm(data), None
    why = proposals.WhyForm(data) if asks(by, "keep_tracker", Tracker()) else None
    if form.is_valid() and (why is None or why.is_valid()):
        with form_refusals(form):
            if why:
                propose(Matter.TRACKER, by=by, **form.cleaned_data, **why.cleaned_data)
                messages.success(request, "Asked: once it is granted, put it in force here.")
                return redirect("escalation-matrix")
            made = keep_tracker(by=by, **form.cleaned_data)
    return listed(request, form, made, 422 if form.errors or (why and why.errors) else 200, why)


def listed(request, form, made, status=200, why=None):
    by = actor(request)
    context = {"trackers": list(Tracker.objects.all()), "form": form, "made": made, "why": why}
    context["may"] = policy.can(by, "keep_tracker", Tracker())
    return render(request, "escalations/trackers.html", context, status=status)


@desk_only
@require_POST
def new_secret(request, pk):
    """Shown once, on the page that answers."""
    keepers(request)
    known = get_object_or_404(Tracker, pk=pk)
    made = keep_tracker(by=actor(request), key=known.key, name=known.name, known=known)
    return listed(request, forms.TrackerForm(), made)


@desk_only
@for_anyone
def export(request, pk):
    """First as it would leave; then it leaves, and the ticket knows."""
    escalation = seen(request, pk)
    if request.method == "POST":
        told = export_packet(escalation, by=actor(request))
        if request.POST.get("as") == "zip":
            made = bundling.bundle(told, exported(escalation))
            return FileResponse(made, as_attachment=True, filename=f"{escalation.reference}.zip")
        text = exporting.markdown(told)
        response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{escalation.reference}.md"'
        return response
    text = exporting.markdown(exporting.packet(escalation, moving.values(escalation), exported(escalation)))
    may = policy.can(actor(request), "compose", escalation)
    context = {"escalation": escalation, "ticket": escalation.ticket, "text": text, "may": may}
    return render(request, "escalations/export.html", context)
