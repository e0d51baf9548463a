"""Every change a person makes on an incident: find it, read the form, say the action, answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.files.coming import given

from ..actions import checks, enter, impact, items, link, revise, roles, settle, unlink, workarounds
from ..actions import declare as declaring
from ..actions import dismiss as dismissing
from ..actions import move as moving
from ..workflow import MOVES
from . import forms
from .seats import carried_out, changed, desk_only, for_anyone, seen_incident, seen_ticket


@desk_only
@for_anyone
def moves(request, pk):
    one = seen_incident(request, pk)
    name = request.GET.get("move", "")
    if name not in MOVES:
        raise Http404
    form = forms.MoveForm(request.POST or None, move=name, version=one.version)
    label = MOVES[name].label
    return carried_out(request, one, form, moving.move, lambda _: one.get_state_display(), label, label, step=name)


@desk_only
@for_anyone
def declaration(request, pk):
    one = seen_incident(request, pk)
    form = forms.DeclareForm(request.POST or None, version=one.version, initial={"severity": one.severity})
    words = ("Declare a major incident", "Declare", "Its tickets then belong to it alone, and its commander decides.")
    return carried_out(request, one, form, declaring.declare, "Declared a major incident.", *words)


@desk_only
@for_anyone
def dismissal(request, pk):
    one = seen_incident(request, pk)
    form = forms.DismissForm(request.POST or None, version=one.version)
    return carried_out(request, one, form, dismissing.dismiss, "Dismissed.", "Dismiss the suspicion", "Dismiss")


@desk_only
@for_anyone
def severity(request, pk):
    one = seen_incident(request, pk)
    form = forms.SeverityForm(request.POST or None, version=one.version, initial={"severity": one.severity})
    return carried_out(request, one, form, revise.change_severity, "Severity changed.", "Severity", "Change")


@desk_only
@for_anyone
def record(request, pk):
    one = seen_incident(request, pk)
    form = forms.ReviseForm(request.POST or None, incident=one, viewer=request.user)
    return carried_out(request, one, form, revise.revise, "Kept.", "The record", "Keep")


@desk_only
@for_anyone
def give_role(request, pk):
    one = seen_incident(request, pk)
    form = forms.RoleForm(request.POST or None, viewer=request.user, initial={"role": request.GET.get("role", "")})

    def done(span):
        return f"{span.get_role_display()}: {span.person}" + ("" if span.accepted_at else " is asked")

    return carried_out(request, one, form, roles.give_role, done, "Give a part", "Give it")


@desk_only
@require_POST
def answer_role(request, pk, span_pk):
    one = seen_incident(request, pk)
    span = get_object_or_404(one.roles, pk=span_pk)
    accepts = request.POST.get("answer") == "accept"
    (roles.accept_role if accepts else roles.decline_role)(span, by=actor(request))
    return changed(request, one, "It is yours." if accepts else "Declined.")


@desk_only
@for_anyone
def entries(request, pk):
    one = seen_incident(request, pk)
    if one.is_live:
        form = forms.EntryForm(request.POST or None)
        words = ("Written down.", "Write into the timeline", "Write it down")
        return carried_out(request, one, form, enter.enter, *words, files=given(request))
    later = forms.AddendumForm(request.POST or None)
    words = ("Add an addendum", "Add", "The incident is closed: what is learnt later has its own date.")
    return carried_out(request, one, later, enter.enter, "Added.", *words, kind="addendum", files=given(request))


@desk_only
@for_anyone
def entry(request, pk, entry_pk):
    one = seen_incident(request, pk)
    written = get_object_or_404(one.entries, pk=entry_pk)
    form = forms.EditEntryForm(request.POST or None, initial={"text": written.text})

    def act(incident, **said):
        return enter.edit_entry(written, **said)

    return carried_out(request, one, form, act, "Put right.", "Put it right", "Keep")


@desk_only
@for_anyone
def links(request, pk):
    one = seen_incident(request, pk)
    form = forms.LinkForm(request.POST or None, initial={"tickets": request.GET.get("tickets", "")})
    return carried_out(request, one, form, link.link, linked, "Link tickets", "Link them")


def linked(result):
    """How many, and why others are not."""
    said = f"{len(result.made)} linked"
    said += f", {len(result.already)} were already" if result.already else ""
    why = " ".join(list(result.refused.values())[:5])
    return f"{said}, {len(result.refused)} not: {why}" if result.refused else f"{said}."


@desk_only
@for_anyone
def unlinking(request, pk, ticket_pk):
    one, ticket = seen_incident(request, pk), seen_ticket(request, ticket_pk)
    form = forms.ReasonForm(request.POST or None)

    def act(incident, **said):
        return unlink.unlink(incident, ticket=ticket, **said)

    return carried_out(request, one, form, act, f"{ticket} is out.", f"Take {ticket} out", "Take it out")


@desk_only
@for_anyone
def impacts(request, pk):
    one = seen_incident(request, pk)
    form = forms.ImpactForm(request.POST or None, initial={"field": request.GET.get("field", "")})
    return carried_out(request, one, form, impact.capture_impact, "Kept.", "Impact", "Keep", "Numbers are “at least”.")


@desk_only
@for_anyone
def new_workaround(request, pk):
    one = seen_incident(request, pk)
    form = forms.WorkaroundForm(request.POST or None)
    act = workarounds.propose_workaround
    return carried_out(request, one, form, act, "Kept, to be approved.", "A way around it", "Keep")


@desk_only
@require_POST
def workaround_approval(request, pk, workaround_pk):
    one = seen_incident(request, pk)
    workarounds.approve_workaround(get_object_or_404(one.workarounds, pk=workaround_pk), by=actor(request))
    return changed(request, one, "Approved: analysts are offered it on every ticket.")


@desk_only
@for_anyone
def workaround_withdrawal(request, pk, workaround_pk):
    one = seen_incident(request, pk)
    kept = get_object_or_404(one.workarounds, pk=workaround_pk)
    form = forms.ReasonForm(request.POST or None)

    def act(incident, **said):
        return workarounds.withdraw_workaround(kept, **said)

    return carried_out(request, one, form, act, "Withdrawn.", "Withdraw the workaround", "Withdraw")


@desk_only
@for_anyone
def new_check(request, pk):
    one = seen_incident(request, pk)
    form = forms.CheckForm(request.POST or None)
    return carried_out(request, one, form, checks.add_check, "Added.", "Check of the recovery", "Add")


@desk_only
@for_anyone
def check(request, pk, check_pk):
    one = seen_incident(request, pk)
    kept = get_object_or_404(one.checks, pk=check_pk)
    form = forms.CheckDoneForm(request.POST or None)

    def act(incident, **said):
        return checks.do_check(kept, **said)

    return carried_out(request, one, form, act, "Kept.", kept.what, "Keep")


@desk_only
@for_anyone
def new_item(request, pk):
    one = seen_incident(request, pk)
    form = forms.ItemForm(request.POST or None, viewer=request.user)
    return carried_out(request, one, form, items.add_item, "Added.", "Action item", "Add")


@desk_only
@for_anyone
def item(request, pk, item_pk):
    one = seen_incident(request, pk)
    kept = get_object_or_404(one.items, pk=item_pk)
    form = forms.ItemEndForm(request.POST or None)

    def act(incident, **said):
        return items.end_item(kept, **said)

    return carried_out(request, one, form, act, "Kept.", kept.what, "Keep")


@desk_only
@for_anyone
def final_message(request, pk):
    one = seen_incident(request, pk)
    form = forms.SettleForm(request.POST or None, initial={"message": one.final_message})
    hint = "Each ticket that has not had it gets it once, as an ordinary reply."

    def done(count):
        return f"{count} tickets get it now."

    return carried_out(request, one, form, settle.settle, done, "Final message", "Send it", hint)


@desk_only
@for_anyone
def told_otherwise(request, pk):
    one = seen_incident(request, pk)
    form = forms.ToldForm(request.POST or None)
    return carried_out(request, one, form, settle.told_otherwise, "Kept.", "They know already", "Keep")
