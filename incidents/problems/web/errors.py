"""Known errors: the list, one of them, and what is done with it (PRB-05, KB-20)."""

from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST, require_safe

from supportdesk.accounts.actor import actor
from supportdesk.numbers import whole
from supportdesk.web import anonymous_allowed
from tickets.desk.models import Ticket

from .. import policy, prefilling
from ..actions import offer as offering
from ..actions import record_error as recording
from ..actions.turn_error import turn_error
from ..queries import finding, history, lists
from ..states import ErrorStatus
from . import forms
from .answers import carried_out, desk_only, for_anyone, gone, seen_error, seen_problem, seen_ticket

PAGE = 50
STATES = [("", "All"), ("draft", "Drafts"), *ErrorStatus.choices]


@desk_only
@require_GET
def known_errors(request):
    state = request.GET.get("state", "")
    state = state if state in dict(STATES) else ""
    text = request.GET.get("q", "").strip()[: finding.LONGEST]
    rows = lists.known_errors(request.user, state=state)
    page = Paginator(finding.known_errors(rows, text) if text else rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "text": text,
        "states": STATES,
        "state": state,
        "rules": partial(policy.can, actor(request)),
    }
    return render(request, "problems/errors.html", context)


@anonymous_allowed
@require_safe
def public(request):
    """What everybody may read of what goes wrong stands in one place, in the help centre."""
    return redirect("help-issues", permanent=True)


@desk_only
@for_anyone
def new_error(request):
    """By itself, or of a problem or a ticket, whose words it begins with (T-54)."""
    given, number = whole(request.GET.get("problem")), whole(request.GET.get("ticket"))
    problem = seen_problem(request, given) if given is not None else None
    act, initial = partial(recording.record_error, problem=problem), begun(problem)
    if problem is None and number is not None:
        ticket = seen_ticket(request, number)
        act, initial = partial(recording.draft_error, ticket), written_from(ticket)
    form = forms.ErrorForm(request.POST or None, initial=initial)
    heading, verb = "Record a known error", "Record it"
    hint = "A draft until somebody who may approves its words."
    return carried_out(request, form, act, done="Recorded.", to=there, heading=heading, verb=verb, hint=hint)


def begun(problem):
    if problem is None:
        return {}
    names = ("title", "component", "workaround")
    taken = {name: getattr(problem, name) for name in names}
    return taken | {"symptom": problem.statement, "cause": problem.root_cause, "error_codes": problem.signature}


def written_from(ticket):
    known = prefilling.of_error(ticket)
    return known | {"error_codes": " ".join(known["error_codes"])}


def there(made):
    return reverse("known-error", args=[made.pk])


@desk_only
@require_GET
def known_error(request, pk):
    one = seen_error(request, pk)
    seen = Ticket.objects.visible_to(request.user)
    linked = one.links.present()
    context = {
        "one": one,
        "met": linked.count(),
        "links": linked.filter(ticket__in=seen.order_by().values("pk")).select_related("ticket")[:PAGE],
        "offers": one.offers.select_related("ticket__owner").filter(ticket__in=seen.order_by().values("pk"))[:PAGE],
        "entries": history.of_thing(one),
        "rules": partial(policy.can, actor(request)),
    }
    return render(request, "problems/error.html", context)


@desk_only
@for_anyone
def details(request, pk):
    one = seen_error(request, pk)
    held = {name: getattr(one, name) for name in forms.ErrorForm.base_fields if hasattr(one, name)}
    held |= {"error_codes": " ".join(one.error_codes), "seen": one.version}
    form = forms.EditErrorForm(request.POST or None, initial=held)
    return on_error(request, one, form, partial(recording.edit_error, one), "Kept.", "What is known", "Keep it")


@desk_only
@for_anyone
def status(request, pk):
    one = seen_error(request, pk)
    form = forms.StatusForm(request.POST or None, initial={"seen": one.version, "status": one.status})
    return on_error(request, one, form, partial(turn_error, one), "Kept.", "Where it stands", "Keep it")


def on_error(request, one, form, act, done, heading, verb):
    back = (one.reference, there(one))
    to = there(one)
    return carried_out(request, form, act, done=done, to=to, heading=heading, verb=verb, back=back)


@desk_only
@require_POST
def publication(request, pk):
    one = seen_error(request, pk)
    recording.publish_error(one, by=actor(request))
    return gone(request, there(one), "Published. Tickets are met by it from now on.")


@desk_only
@require_POST
def check(request, pk):
    one = seen_error(request, pk)
    recording.check_error(one, by=actor(request))
    return gone(request, there(one), "Looked at today.")


@desk_only
@require_POST
def push(request, pk):
    one = seen_error(request, pk)
    made = offering.offer_workaround(one, by=actor(request))
    said = f"The owners of {len(made)} tickets are asked." if made else "Nobody is left to ask."
    return gone(request, there(one), said)


@desk_only
@require_POST
def answer(request, pk, offer_pk):
    """The owner of a ticket: send it to the requester, or not here."""
    one = seen_error(request, pk)
    seen = Ticket.objects.visible_to(request.user).order_by().values("pk")
    row = get_object_or_404(one.offers.filter(ticket__in=seen).select_related("ticket", "known_error"), pk=offer_pk)
    send = request.POST.get("answer") == "send"
    offering.answer_offer(row, by=actor(request), send=send, confirmed=request.POST.getlist("confirmed"))
    return gone(request, reverse("ticket", args=[row.ticket_id]), "Sent." if send else "Kept from this ticket.")
