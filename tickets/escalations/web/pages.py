"""The list an engineer works in two minutes, one escalation, and its packet while it is composed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals
from tickets.desk.models import Attachment, Ticket

from .. import acting, moving, packet, policy, queries, situations, timers
from ..actions.begin import begin
from ..actions.compose import OPEN, assemble, fill
from ..fields import DIMENSIONS, FIELDS, HEADINGS
from ..models import Escalation, Hypothesis, IssueLink, PacketField
from ..states import Target
from ..workflow import MOVES
from . import forms
from .deadlines import chip
from .seats import desk_only, for_anyone, now_of, seen, seen_ticket

DIRECT = ("acknowledge", "submit", "ask_review", "remind")


@desk_only
@require_GET
def listed(request):
    context = {"moves": MOVES, "now": now_of(request)}
    if request.GET.get("state") in ("closed", "all"):
        found = queries.escalations(request.user, state=request.GET["state"]).order_by("-pk")
        return render(
            request, "escalations/past.html", context | {"rows": list(found[:100]), "state": request.GET["state"]}
        )
    rated, received = queries.response_rate(request.user)
    rows = queries.triage(request.user)
    clocks = queries.next_clocks([one for some in rows.values() for one in some])
    context |= {"due": {pk: chip(clock, context["now"]) for pk, clock in clocks.items()}}
    return render(request, "escalations/list.html", context | rows | {"rated": rated, "received": received})


@desk_only
@require_GET
def one(request, pk):
    return render(request, "escalations/one.html", shown(request, seen(request, pk, queries.seen_whole(request.user))))


def shown(request, escalation):
    by, now = actor(request), now_of(request)
    rows = queries.of(escalation, PacketField, "by")
    kept = {row.field: row for row in rows}
    assessed = packet.assess({row.field: row.parts for row in rows}, situations.of(escalation, values_of(rows)))
    offered = acting.offered(escalation, by)
    return {
        "escalation": escalation,
        "ticket": escalation.ticket,
        "groups": grouped(kept, assessed),
        "concern": concern(escalation, values_of(rows)),
        "assessed": assessed,
        "headings": HEADINGS,
        "direct": [(name, MOVES[name].label) for name in offered if name in DIRECT],
        "acts": [(name, MOVES[name].label) for name in offered if name not in DIRECT],
        "open": escalation.state in OPEN,
        "may_compose": escalation.is_live and policy.can(by, "compose", escalation),
        "may_rate": acting.rates(escalation, by),
        "may_judge": escalation.submitted_at is not None and policy.can(by, "judge", escalation),
        "clocks": timers.spans(escalation.clocks.order_by("pk"), now),
        "hypotheses": queries.of(escalation, Hypothesis, "by"),
        "returned": queries.asked_on_return(escalation),
        "course": queries.course(escalation),
        "issues": queries.of(escalation, IssueLink, "tracker"),
        "tasks": list(escalation.tasks.select_related("ticket", "done_by")),
        "gaps": list(escalation.gaps.filter(filled_at=None)) if escalation.immediate else [],
        "now": now,
    }


def concern(escalation, values):
    """P-29: a yes opens the security path (ESC-10)."""
    return escalation.target != Target.SECURITY and values.get("P-29", {}).get("concern") == "yes"


def values_of(rows):
    return {row.field: row.parts for row in rows}


def grouped(kept, assessed):
    """Heading -> fields with what is kept of each: those that are needed, and whatever was said besides."""
    needed = {one.id for one in assessed.applicable}
    lacks = {lack.field.id: lack for lack in (*assessed.missing, *assessed.vague)}
    found = {}
    for name in ("", *DIMENSIONS):
        shown_ones = [one for one in FIELDS if one.dimension == name and (one.id in needed or one.id in kept)]
        found[name] = [(one, kept.get(one.id), lacks.get(one.id), one.id in needed) for one in shown_ones]
    return found


@desk_only
@for_anyone
def compose(request, pk):
    """The packet as a form. Saved whole; what it is worth is said while one writes."""
    escalation = seen(request, pk)
    if request.method == "POST":
        fill(escalation, by=actor(request), values=posted(request))
        messages.success(request, f"{escalation.reference} is {escalation.percent} % complete.")
        return redirect("escalation", pk=pk)
    return render(request, "escalations/packet.html", composing(escalation, moving.values(escalation)))


def composing(escalation, values):
    assessed = packet.assess(values, situations.of(escalation, values))
    needed = {one.id for one in assessed.applicable}
    groups = {name: [one for one in FIELDS if one.dimension == name] for name in ("", *DIMENSIONS)}
    context = {"escalation": escalation, "ticket": escalation.ticket, "groups": groups, "values": values}
    more = {"headings": HEADINGS, "needed": needed, "assessed": assessed}
    return context | more | {"concern": concern(escalation, values)}


def posted(request):
    """Field id -> part -> text, from names such as P-04-steps."""
    values: dict[str, dict[str, str]] = {one.id: {} for one in FIELDS}
    for one in FIELDS:
        for part in one.parts:
            said = request.POST.get(f"{one.id}-{part.name}", "")
            values[one.id][part.name] = "\n".join(said[:20_000].splitlines())
    return {name: parts for name, parts in values.items() if any(f"{name}-{part}" in request.POST for part in parts)}


@desk_only
@require_POST
def worth(request, pk):
    """What the packet would be worth as it stands in the form (ESC-03). Nothing is written."""
    escalation = seen(request, pk)
    values = packet.known(posted(request))
    return render(request, "escalations/_worth.html", composing(escalation, values))


@desk_only
@require_POST
def build(request, pk):
    escalation = seen(request, pk)
    assemble(escalation, by=actor(request))
    messages.success(request, f"Built from the ticket: {escalation.percent} % complete.")
    return redirect("escalation-packet", pk=pk)


@desk_only
@for_anyone
def escalate(request, pk):
    """Ask to escalate a ticket; what it knows is in the packet at once."""
    ticket = seen_ticket(request, pk)
    by = actor(request)
    made = Escalation(ticket=ticket, sender=request.user)
    targets = [
        one
        for one in Target
        if acting.may_begin(by, made, one) or (one == Target.ENGINEERING and "JA" in request.user.roles)
    ]
    form = forms.BeginForm(request.POST or None, viewer=request.user, targets=targets)
    if form.is_valid():
        with form_refusals(form):
            given = form.cleaned_data
            given["also"] = list(Ticket.objects.visible_to(request.user).filter(pk__in=given["also"]))
            begun = begin(ticket, by=by, **given)
            messages.success(request, f"{begun.reference} begun: {begun.percent} % is known already.")
            return redirect("escalation-packet", pk=begun.pk)
    context = {"ticket": ticket, "form": form, "heading": "Escalate", "verb": "Begin the packet", "to": request.path}
    context["hint"] = "What the ticket knows is filled in with its source."
    return render(request, "tickets/act.html", context, status=422 if form.errors else 200)


def files_of(escalation):
    return Attachment.objects.present().filter(ticket=escalation.ticket_id).select_related("file")
