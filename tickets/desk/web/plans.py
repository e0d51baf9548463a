"""What comes next: the card on a ticket, its dialogues, and the lists of what is overdue, snoozed or aged."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from supportdesk import clock
from supportdesk.web import form_refusals

from .. import policy
from ..actions.answer_time_box import answer_time_box
from ..actions.plan import plan
from ..models import TimeBoxAnswer
from ..queries import plans as queries
from . import forms, shown
from .answers import ask, changed
from .changes import carried_out, for_anyone
from .customer import about
from .ticket import desk_only, seen_ticket

PAGE = 50


@desk_only
@require_GET
def next_action(request, pk):
    context = coming(request, seen_ticket(request, pk))
    return render(request, "tickets/_plan.html" if request.htmx else "tickets/plan.html", context)


@desk_only
@require_GET
def later(request, pk):
    """What a page shows after the ticket itself: its next action and its customer, by one question."""
    one = seen_ticket(request, pk)
    return render(request, "tickets/_later.html", coming(request, one) | about(request, one))


def coming(request, one):
    found = queries.plan_of(one)
    box = queries.open_box(one)
    return {
        "ticket": one,
        "plan": found,
        "next_at": queries.next_action_at(one, found),
        "now": clock.now(),
        "box": box,
        "answers": TimeBoxAnswer.choices,
        "actor": shown.actor(request),
        "rules": policy.can,
    }


@desk_only
@for_anyone
def planning(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.PlanForm(request.POST or None, ticket=ticket, now=timezone.localtime())
    return carried_out(request, ticket, form, plan, "Planned.", "Next action", "Plan it")


@desk_only
@for_anyone
def snooze(request, pk):
    """Out of the owner's way until then, or until something happens on it."""
    ticket = seen_ticket(request, pk)
    form = forms.SnoozeForm(request.POST or None, ticket=ticket, now=timezone.localtime())
    hint = "It comes back by itself at that time, or as soon as something happens on it."
    return carried_out(request, ticket, form, plan, "Snoozed.", "Snooze", "Snooze", hint)


@desk_only
@for_anyone
def time_box(request, pk):
    ticket = seen_ticket(request, pk)
    form = forms.TimeBoxForm(request.POST or None, initial={"answer": request.GET.get("answer")})
    if form.is_valid():
        with form_refusals(form):
            answer_time_box(ticket, by=shown.actor(request), **form.cleaned_data)
            return changed(request, ticket, "Kept.")
    return ask(request, ticket, form, "The time-box is used up", "Answer")


@desk_only
@require_GET
def grooming(request):
    """Aged and untouched tickets; an aged one without a plan is flagged until it has one (T-31)."""
    now = clock.now()
    found = queries.groomable(request.user, now)
    flagged = queries.unplanned(found, now)
    rows = flagged if request.GET.get("flagged") else found
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [queries.groomed(ticket, now) for ticket in page], "flagged": flagged.count()}
    return render(request, "tickets/grooming.html", context | {"only": bool(request.GET.get("flagged"))})


@desk_only
@require_GET
def agenda(request):
    """One's own next actions: those whose hour has come first, then what is snoozed (T-26)."""
    now = clock.now()
    related = ("requester", "plan")
    context = {
        "overdue": queries.overdue(request.user, now).select_related(*related)[:PAGE],
        "snoozed": queries.snoozed(request.user, now).select_related(*related)[:PAGE],
    }
    return render(request, "tickets/agenda.html", context)
