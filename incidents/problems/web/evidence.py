"""What a problem stands on: tickets and incidents, added and taken away, here and there (T-24, PRB-01)."""

from functools import partial

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from incidents.response.models import Incident
from supportdesk.accounts.actor import actor
from supportdesk.errors import Refused
from supportdesk.numbers import whole
from tickets.desk.models import Ticket

from ..actions import gather
from ..models import Problem
from ..queries import lists
from . import forms
from .answers import carried_out, desk_only, for_anyone, gone, seen_incident, seen_problem, seen_ticket


def there(problem):
    return reverse("problem", args=[problem.pk])


@desk_only
@for_anyone
def evidence(request, pk):
    one = seen_problem(request, pk)
    form = forms.EvidenceForm(request.POST or None)
    said = {"done": "Added.", "to": there(one), "heading": "Add evidence", "verb": "Add it"}
    return carried_out(request, form, partial(gathered, request, one), back=(one.reference, there(one)), **said)


def gathered(request, one, *, by, tickets, words, confirmed):
    """Every number must be of a ticket or incident that one may read: nothing is half added."""
    said = [part.strip().upper() for part in tickets.replace(",", " ").split()]
    outages = [part for part in said if part.startswith("INC-")]
    reports = [part for part in said if part not in outages]
    found = named(Ticket.objects.visible_to(request.user), reports, "T-")
    incidents = named(Incident.objects.visible_to(request.user), outages, "INC-")
    return gather.gather(one, by=by, tickets=found, incidents=incidents, words=words)


def named(rows, given, prefix):
    numbers = {part: whole(part.removeprefix(prefix)) for part in given}
    found = {row.pk: row for row in rows.filter(pk__in=[one for one in numbers.values() if one is not None])}
    missing = [part for part, number in numbers.items() if number not in found]
    if missing:
        raise Refused(f"There is no {', '.join(missing)} that you may read.", field="tickets")
    return list(found.values())


@desk_only
@require_POST
def removal(request, pk, evidence_pk):
    one = seen_problem(request, pk)
    row = get_object_or_404(lists.evidence(one, request.user).select_related("problem"), pk=evidence_pk)
    gather.release(row, by=actor(request))
    return gone(request, there(one), "Taken away.")


@desk_only
@require_POST
def incident_removal(request, pk, outage_pk):
    one = seen_problem(request, pk)
    row = get_object_or_404(lists.outages(one, request.user), pk=outage_pk)
    gather.release_incident(row, by=actor(request))
    return gone(request, there(one), "Taken away.")


@desk_only
@require_GET
def of_ticket(request, pk):
    ticket = seen_ticket(request, pk)
    near = Q(evidence__in=ticket.problem_links.filter(removed_at=None))
    ways = (reverse("ticket-problem-link", args=[pk]), f"{reverse('problem-new')}?ticket={pk}")
    return choice(request, ticket, near, {ticket.component_id}, reverse("ticket", args=[pk]), ways)


@desk_only
@require_GET
def of_incident(request, pk):
    incident = seen_incident(request, pk)
    near = Q(outages__in=incident.problem_links.filter(removed_at=None))
    parts = set(incident.components.values_list("pk", flat=True))
    ways = (reverse("incident-problem-link", args=[pk]), f"{reverse('problem-new')}?incident={pk}")
    return choice(request, incident, near, parts, reverse("incident", args=[pk]), ways)


def choice(request, thing, near, parts, back, ways):
    """Which problem this is evidence for: those of the same component first, or a new one."""
    found = lists.nearest(request.user, near, parts)
    said = {"thing": thing, "found": found, "back": back, "link": ways[0], "new": ways[1]}
    response = render(request, "problems/_choice.html" if request.htmx else "problems/choice.html", said)
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "#act", "outerHTML"
    return response


@desk_only
@require_POST
def link_ticket(request, pk):
    ticket = seen_ticket(request, pk)
    return linked(request, reverse("ticket", args=[pk]), tickets=[ticket])


@desk_only
@require_POST
def link_incident(request, pk):
    incident = seen_incident(request, pk)
    return linked(request, reverse("incident", args=[pk]), incidents=[incident])


def linked(request, to, **things):
    problem = get_object_or_404(Problem.objects.visible_to(request.user), pk=whole(request.POST.get("problem")))
    gather.gather(problem, by=actor(request), **things)
    return gone(request, to, f"Evidence for {problem.reference}.")
