"""The life of a promise in the hands of people: a due time set by hand, an exception, and the end of both."""

from datetime import datetime

from django.http import Http404

from supportdesk.approvals.queries import granted_to

from ..actions.except_clock import end_exception, except_clock
from ..actions.override_due import override_due, revoke_override
from . import shown
from .changes import carried_out, for_anyone
from .deadline import GOALS
from .forms import Seen, instant, text
from .ticket import desk_only, seen_ticket

OVERRIDE = "What is counted goes on beneath it, and decides again once this has ended."
EXCEPTION = "It is counted apart, neither met nor missed, if it ends by then. A manager says yes to it."


class OverrideForm(Seen):
    due = instant("Due at")
    until = instant("Set by hand until")
    reason = text(2, label="Why it is due then")


class ExceptionForm(Seen):
    until = instant("Excepted until")
    reason = text(2, label="Why this promise is excepted")


class EndForm(Seen):
    reason = text(2, label="Why", required=False)


def carried(request, pk, goal, form_class, act, done, heading, verb, hint=""):
    """One act on the promise of this goal; what stands, or what was granted, is in the form already."""
    ticket = seen_ticket(request, pk)
    if goal not in GOALS:
        raise Http404
    granted = granted_to(ticket, by=shown.actor(request), action=act.__name__)
    clock = ticket.clocks.filter(goal=goal).order_by("-pk").first()
    stands = {"due": clock.due_at} if clock else {}
    initial = {name: value for name, value in (stands | given(granted, goal)).items() if name in form_class.base_fields}
    form = form_class(request.POST or None, ticket=ticket, initial=initial)

    def on_this_goal(ticket, **words):
        return act(ticket, goal=goal, **words)

    return carried_out(request, ticket, form, on_this_goal, done, f"{heading}: {GOALS[goal][1]}", verb, hint)


def given(granted, goal):
    found: dict[str, str] = next((one.arguments for one in granted if one.arguments.get("goal") == goal), {})
    return {name: datetime.fromisoformat(value) for name, value in found.items() if name != "goal"}


@desk_only
@for_anyone
def override(request, pk, goal):
    return carried(
        request, pk, goal, OverrideForm, override_due, "Due time set.", "Set the due time by hand", "Set it", OVERRIDE
    )


@desk_only
@for_anyone
def override_end(request, pk, goal):
    words = ("What is counted decides again.", "Take back the due time set by hand", "Take it back")
    return carried(request, pk, goal, EndForm, revoke_override, *words)


@desk_only
@for_anyone
def exception(request, pk, goal):
    return carried(
        request, pk, goal, ExceptionForm, except_clock, "Excepted.", "Make an exception", "Except it", EXCEPTION
    )


@desk_only
@for_anyone
def exception_end(request, pk, goal):
    words = ("It counts like any other again.", "End the exception", "End it")
    return carried(request, pk, goal, EndForm, end_exception, *words)
