"""What was proposed for matrix and trackers: put in force once it is granted, or dropped (C 55, C 72)."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.approvals import queries as approvals

from .. import approvable
from ..actions.propose import drop_proposal, put_in_force
from ..models import OfficeProposal
from ..models.proposal import Matter
from .seats import desk_only


class WhyForm(forms.Form):
    """Asked beside the change itself where somebody has to grant it."""

    reason = forms.CharField(
        label="Why",
        max_length=500,
        help_text="Whoever grants it reads this.",
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )


def open_to(viewer, by):
    """Those that are open, each with what this reader may do with it."""
    rows = OfficeProposal.objects.visible_to(viewer).open().select_related("made_by", "lane")
    return [(one, may_force(by, one), one.made_by_id == by.person.pk) for one in rows[:50]]


def may_force(by, proposal):
    action = approvable.RIGHTS[Matter(proposal.matter)]
    if approvable.need(by, action, proposal) is None:
        return True
    return bool(approvals.granted_to(proposal, by=by, action=action))


@desk_only
@require_POST
def force(request, proposal_pk):
    proposal = get_object_or_404(OfficeProposal.objects.visible_to(request.user), pk=proposal_pk)
    made = put_in_force(proposal, by=actor(request))
    if proposal.matter == Matter.TRACKER:
        return render(request, "escalations/tracker_made.html", {"made": made})
    messages.success(request, "In force, and confirmed.")
    return redirect("escalation-matrix")


@desk_only
@require_POST
def drop(request, proposal_pk):
    proposal = get_object_or_404(OfficeProposal.objects.visible_to(request.user), pk=proposal_pk)
    drop_proposal(proposal, by=actor(request))
    messages.success(request, "Dropped.")
    return redirect("escalation-matrix")
