"""Problems: the list, one of them, and every act on it."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from incidents.response.models import Incident
from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.byhand import NAME, rows_of
from supportdesk.numbers import wholes
from tickets.desk.models import Ticket

from .. import policy, prefilling, workflow
from ..actions import chain as chaining
from ..actions import edit as editing
from ..actions import fixing, merge
from ..actions import move as moving
from ..actions.open import open_problem
from ..models import FixAction
from ..queries import finding, history, impact, lists
from ..states import LINE, ErrorStatus
from . import forms
from .answers import carried_out, desk_only, for_anyone, seen_problem

PAGE, NAMED = 50, 20
FIGURES = {"tickets": "Tickets", "customers": "Customers", "minutes": "Minutes in hand", "downtime": "Downtime"}


@desk_only
@require_GET
def problems(request):
    tab = request.GET.get("tab", "open")
    tab = tab if tab in lists.TABS else "open"
    text = request.GET.get("q", "").strip()[: finding.LONGEST]
    rows = lists.problems(request.user, tab=tab)
    page = Paginator(finding.problems(rows, text) if text else rows, PAGE).get_page(request.GET.get("page"))
    tabs = [(name, label, name == tab) for name, (label, _) in lists.TABS.items()]
    context = {"page": page, "tabs": tabs, "tab": tab, "text": text, "actions": list(lists.own_actions(request.user))}
    return render(request, "problems/list.html", context)


@desk_only
@for_anyone
def new_problem(request):
    """By hand, or from the tickets that were ticked in a list (PRB-01)."""
    tickets, incidents = ticked(request, "ticket", Ticket), ticked(request, "incident", Incident)
    given = request.POST or None if "title" in request.POST else None
    form = forms.ProblemForm(given, initial=begun(tickets, incidents))
    said = {"done": "Opened.", "heading": "Open a problem", "verb": "Open the problem"}
    act = partial(opened, tickets, incidents)
    also = [("ticket", pk) for pk in wholes(request.POST.getlist("ticket"))]
    return carried_out(request, form, act, to=there, hint=named([*incidents, *tickets]), also=also, **said)


def ticked(request, name, rows):
    numbers = set(wholes([*request.GET.getlist(name), *request.POST.getlist(name)]))
    return list(rows.objects.visible_to(request.user).filter(pk__in=numbers).order_by("pk")) if numbers else []


def named(things):
    """What it will stand on, in words."""
    if not things:
        return ""
    more = f" and {len(things) - NAMED} more" if len(things) > NAMED else ""
    return f"Its evidence: {', '.join(one.reference for one in things[:NAMED])}{more}."


def begun(tickets, incidents):
    """The words of the first, and what all tickets agree on; of an incident what is known of its cause."""
    if incidents:
        parts = list(incidents[0].components.values_list("pk", flat=True)[:2])
        cause = incidents[0].cause or incidents[0].summary
        return {
            "title": incidents[0].title[:200],
            "statement": cause,
            "component": parts[0] if len(parts) == 1 else None,
        }
    agreed = {}
    for name in ("component", "category"):
        values = {getattr(one, f"{name}_id") for one in tickets}
        agreed[name] = values.pop() if len(values) == 1 else None
    said = prefilling.of_problem(tickets[0]) if len(tickets) == 1 and not tickets[0].restricted else {}
    return agreed | {"title": tickets[0].title if tickets else ""} | said


def opened(tickets, incidents, *, by, title, **about):
    return open_problem(title, by=by, tickets=tickets, incidents=incidents, **about)


def there(made):
    return reverse("problem", args=[getattr(made, "problem_id", None) or made.pk])


@desk_only
@require_GET
def problem(request, pk):
    one = get_object_or_404(lists.whole(request.user), pk=pk)
    by = actor(request)
    cost = impact.impact(one, request.user, clock.now())
    context = {
        "problem": one,
        "impact": cost,
        "known_incidents": {row.incident.pk for row in cost.outages if row.shown},
        "evidence": [row for row in cost.rows if row.evidence and row.shown][:PAGE],
        "chain": one.links,
        "plan": rows_of(FixAction, "problem", one.pk, parts=(("owner", NAME),)),
        "known_errors": [error | {"label": ErrorStatus(error["status"]).label} for error in one.errors],
        "recurrences": list(one.recurrences.all()) if one.recurrence_count else [],
        "moves": offered(by, one),
        "line": [(state, one.instants()[state]) for state in LINE],
        "entries": history.of_thing(one),
        "actor": by,
        "rules": partial(policy.can, by),
    }
    return render(request, "problems/problem.html", context)


def offered(by, one):
    names = workflow.offered(one.state)
    return [(name, workflow.MOVES[name]) for name in names if policy.can(by, workflow.MOVES[name].right, one)]


@desk_only
@require_GET
def figure(request, pk, figure):
    """The rows behind a number (PRB-04)."""
    one = seen_problem(request, pk)
    if figure not in FIGURES:
        raise Http404
    cost = impact.impact(one, request.user, clock.now())
    context = {"problem": one, "impact": cost, "figure": figure, "label": FIGURES[figure], "figures": FIGURES}
    return render(request, "problems/figure.html", context)


def on_problem(request, pk, form, act, done, heading, verb, hint=""):
    one = seen_problem(request, pk)
    back = (one.reference, there(one))
    said = {"done": done, "to": lambda made: there(one), "heading": heading, "verb": verb, "hint": hint, "back": back}
    return carried_out(request, form, act, **said)


@desk_only
@for_anyone
def details(request, pk):
    one = seen_problem(request, pk)
    held = {name: getattr(one, name) for name in forms.DetailsForm.base_fields if hasattr(one, name)}
    people = {name: getattr(one, name).email if getattr(one, name) else "" for name in ("owner", "engineer")}
    form = forms.DetailsForm(request.POST or None, initial=held | people | {"seen": one.version})
    return on_problem(request, pk, form, partial(editing.edit, one), "Kept.", "What is known", "Keep it")


@desk_only
@for_anyone
def moves(request, pk, move):
    one = seen_problem(request, pk)
    if move not in workflow.MOVES:
        raise Http404
    label = workflow.MOVES[move].label
    form = forms.MoveForm(request.POST or None, move=move, problem=one)
    act = partial(moving.move, one, action=move)
    hint = "; ".join(lacking(one, move))
    return on_problem(request, pk, form, act, f"{label}.", label, label, hint)


def lacking(one, action):
    """What cannot be given in the form itself."""
    has = moving.has(one)
    needs = [need for need in workflow.MOVES[action].needs if need in ("chain", "actions", "actions_done")]
    return [f"Needs {workflow.NEEDS[need]}, which is not there yet" for need in needs if not has[need]]


@desk_only
@for_anyone
def merging(request, pk):
    one = seen_problem(request, pk)
    form = forms.MergeForm(request.POST or None, problem=one, viewer=request.user)
    hint = "Its evidence, open actions and known errors go along."
    return on_problem(request, pk, form, partial(merge.merge, one), "Merged.", "Merge into another", "Merge", hint)


@desk_only
@for_anyone
def priority(request, pk):
    one = seen_problem(request, pk)
    form = forms.PriorityForm(request.POST or None, initial={"seen": one.version, "priority": one.fix_priority or 3})
    act = partial(editing.prioritise_fix, one)
    return on_problem(request, pk, form, act, "Kept.", "Priority of the fix", "Keep it")


@desk_only
@for_anyone
def chain(request, pk):
    one = seen_problem(request, pk)
    form = forms.ChainForm(request.POST or None, problem=one)
    act = partial(chained, one, form)
    hint = "Each link says why the one above it happened, and what shows it."
    return on_problem(request, pk, form, act, "Kept.", "Chain of causes", "Keep it", hint)


def chained(one, form, *, by, **_):
    return chaining.chain(one, by=by, **form.given())


@desk_only
@for_anyone
def actions(request, pk):
    one = seen_problem(request, pk)
    form = forms.ActionForm(request.POST or None)
    return on_problem(request, pk, form, partial(fixing.plan_action, one), "Added.", "Add to the plan", "Add it")


def seen_action(one, action_pk):
    return get_object_or_404(FixAction.objects.filter(problem=one).select_related("problem"), pk=action_pk)


@desk_only
@for_anyone
def action_done(request, pk, action_pk):
    action = seen_action(seen_problem(request, pk), action_pk)
    form = forms.OutcomeForm(request.POST if request.method == "POST" else None)
    act = partial(fixing.do_action, action)
    return on_problem(request, pk, form, act, "Done.", "It is done", "Done", action.words)


@desk_only
@for_anyone
def action_dropped(request, pk, action_pk):
    action = seen_action(seen_problem(request, pk), action_pk)
    form = forms.DropForm(request.POST or None)
    act = partial(fixing.drop_action, action)
    return on_problem(request, pk, form, act, "Dropped.", "Drop an action", "Drop it", action.words)
