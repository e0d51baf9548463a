"""Triage: what is new, one after another, with four outcomes (each the ordinary action) and the last one taken back."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from supportdesk.numbers import whole
from supportdesk.web import form_refusals

from ..actions.ask import ask
from ..actions.bulk import start
from ..actions.operate import carry_out, decline_duplicate, outcome
from ..actions.plan import plan
from ..actions.undo import undo
from ..models import Operation, Ticket
from ..queries import triage as queries
from ..queries.search import REFERENCE
from ..states import Status
from .asking import filter_of
from .forms import Seen, SnoozeForm, TransferForm, TriageForm, text
from .shown import actor, found
from .table import stand
from .ticket import desk_only

KEPT = "triage"
NEXT = 500


class DuplicateForm(Seen):
    """One of those that look alike, or another by its number."""

    of = forms.CharField(label="Duplicate of", max_length=20, required=False)
    other = forms.CharField(label="Or another", max_length=20, required=False)

    def __init__(self, *args, viewer, cases=(), **kwargs):
        self.viewer, self.cases = viewer, cases
        super().__init__(*args, **kwargs)

    def clean(self):
        said = self.cleaned_data.get("other") or self.cleaned_data.get("of") or ""
        match = REFERENCE.match(said)
        known = Ticket.objects.visible_to(self.viewer).filter(pk=match[1]).first() if match else None
        if known is None:
            raise forms.ValidationError("Name the ticket that it is a duplicate of.")
        return {"seen": self.cleaned_data.get("seen"), "other": known}


class QuestionForm(Seen):
    question = text(3, label="What you need to know")


def forms_of(request, ticket, cases):
    """The four outcomes, filled in with what is proposed; the one that was sent holds what was typed."""
    sent = request.POST.get("outcome") if request.method == "POST" else None
    made = {
        "triage": lambda data: TriageForm(data, ticket=ticket),
        "duplicate": lambda data: DuplicateForm(data, ticket=ticket, viewer=request.user, cases=cases),
        "send": lambda data: TransferForm(data, ticket=ticket, viewer=request.user),
        "ask": lambda data: QuestionForm(data, ticket=ticket),
        "snooze": lambda data: SnoozeForm(data, ticket=ticket, now=timezone.localtime()),
    }
    ready = {name: make(request.POST if name == sent else None) for name, make in made.items()}
    proposed = queries.proposal(ticket, cases)
    for name, value in proposed.items():
        ready["triage"].initial[name] = value
    return ready, proposed


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def triage(request):
    """The next new ticket, or what was decided about the one before one's eyes."""
    run = run_of(request)
    pk = whole(request.POST.get("ticket")) or upcoming(request, run)
    ticket = found(request, pk) if pk else None
    if ticket is None:
        run["over"] = True
        return render(request, "tickets/triage.html", {"ticket": None, "run": run})
    cases = queries.cases_of(ticket, request.user)
    ready, proposed = forms_of(request, ticket, cases)
    chosen = request.POST.get("outcome")
    form = ready.get(chosen)
    if form is not None and form.is_valid():
        with form_refusals(form):
            made = OUTCOMES[chosen](ticket, actor(request), form.cleaned_data)
            return gone_on(request, run, ticket, made, chosen)
    context = {"ticket": ticket, "run": run, "cases": cases, "forms": ready, "proposed": proposed, "chosen": chosen}
    context["description"] = ticket.messages.order_by("at", "id").first()
    return render(request, "tickets/triage.html", context, status=422 if form is not None else 200)


OUTCOMES = {
    "triage": lambda ticket, by, given: outcome(ticket, by=by, verb="triage", **given),
    "duplicate": lambda ticket, by, given: decline_duplicate(ticket, by=by, **given),
    "send": lambda ticket, by, given: outcome(ticket, by=by, verb="transfer", **given),
    "ask": lambda ticket, by, given: ask(ticket, by=by, questions=[{"question": given["question"], "why": ""}]),
    "snooze": lambda ticket, by, given: plan(ticket, by=by, **given),
}
SAID = {
    "triage": "Triaged.",
    "duplicate": "Declined as a duplicate.",
    "send": "Sent on.",
    "ask": "Asked.",
    "snooze": "Snoozed.",
}


def run_of(request):
    """What this person triages in one go: begun with all that was new then, so that there is an end to it. The end is
    said once; whoever comes back begins anew."""
    kept = request.session.get(KEPT)
    if kept is None or request.GET.get("again") or kept.get("over"):
        kept = {"tickets": queries.untriaged(request.user), "at": 0, "undo": kept["undo"] if kept else []}
        request.session[KEPT] = kept
    return kept


def upcoming(request, run):
    """The first of the rest that is still new; what colleagues have dealt with meanwhile is passed over."""
    rest = run["tickets"][run["at"] :]
    new = Ticket.objects.visible_to(request.user).filter(pk__in=rest, status=Status.NEW).values_list("pk", flat=True)
    still = set(new)
    run["at"] += next((passed for passed, pk in enumerate(rest) if pk in still), len(rest))
    request.session.modified = True
    return run["tickets"][run["at"]] if run["at"] < len(run["tickets"]) else None


def gone_on(request, run, ticket, made, chosen):
    run["at"] += ticket.pk in run["tickets"][run["at"] : run["at"] + 1]
    run["undo"] = [*run["undo"], made.pk if isinstance(made, Operation) else None][-50:]
    request.session.modified = True
    messages.success(request, f"{ticket.reference}: {SAID[chosen]}")
    return redirect("tickets-triage")


@desk_only
@require_POST
def skip(request):
    """Leave this one as it is, and go on."""
    run = run_of(request)
    run["at"] = min(run["at"] + 1, len(run["tickets"]))
    request.session.modified = True
    return redirect("tickets-triage")


@desk_only
@require_POST
def undo_last(request):
    """Take the last outcome back, and stand before its ticket again."""
    run = run_of(request) | {"over": False}
    request.session[KEPT] = run
    operation = Operation.objects.filter(pk=run["undo"].pop(), asked_by=request.user).first() if run["undo"] else None
    request.session.modified = True
    if operation is None:
        messages.warning(request, "There is nothing that could be taken back: what was asked has been sent.")
        return redirect("tickets-triage")
    ticket = operation.items.get().ticket_id
    made = start(undo(operation, by=actor(request)), by=actor(request))
    carry_out(made, by=actor(request))
    run["tickets"] = [*run["tickets"][: run["at"]], ticket, *run["tickets"][run["at"] :]]
    if run["tickets"][run["at"] - 1 : run["at"]] == [ticket]:
        run["at"] -= 1
        run["tickets"].pop(run["at"] + 1)
    messages.success(request, f"T-{ticket} is as it was.")
    return redirect("tickets-triage")


@desk_only
@require_GET
def following(request):
    """The ticket after this one in the list that the address names; the first one when this has left it."""
    after = request.GET.get("after", "")
    asked = request.GET.copy()
    asked.pop("after", None)
    request.GET = asked
    chosen = filter_of(request, Ticket.objects.visible_to(request.user))
    if chosen.errors:
        raise Http404
    ids = list(map(str, chosen.qs.order_by(*stand(request).keys).values_list("pk", flat=True)[:NEXT]))
    rest = ids[ids.index(after) + 1 :] if after in ids else ids
    if rest:
        return redirect("ticket", pk=int(rest[0]))
    messages.info(request, "That was the last one of this list.")
    address = redirect("tickets")
    address["Location"] += f"?{asked.urlencode()}"
    return address
