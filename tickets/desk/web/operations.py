"""What is done to many tickets: choosing it, its preview, its progress, its result and its undo."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from supportdesk import live
from supportdesk.events.queries import history
from supportdesk.numbers import wholes
from supportdesk.web import form_refusals

from ..actions import bulk as bulking
from ..actions import undo as undoing
from ..actions.operate import carry_out
from ..actions.undo import UNDOABLE
from ..actions.verbs import VERBS
from ..models import ItemState, Operation, Ticket
from ..operations import words
from ..operations.items import words_of
from ..queries.timeline import Entry
from .changes import for_anyone
from .operation_forms import FORMS
from .selection import Selection
from .shown import actor
from .ticket import desk_only

SHOWN = 50
NAMED = 500  # so many are handed on by name to what is made of them
AT_ONCE = 25  # tickets that are done within the request


@desk_only
@for_anyone
def new(request):
    """Choose what to do with the chosen tickets. The answer is a preview: nothing is changed yet."""
    chosen = Selection(request)
    given = request.POST if request.method == "POST" else request.GET
    verb = given.get("verb") if given.get("verb") in FORMS else "assign"
    form = FORMS[verb](request.POST or None, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            made = bulking.bulk(chosen.tickets(), by=actor(request), verb=verb, **form.given())
            return redirect("operation", pk=made.pk)
    number = chosen.tickets().count()
    context = {"form": form, "verb": verb, "verbs": VERBS, "chosen": chosen, "number": number}
    context["first"] = chosen.tickets().order_by("pk")[:5]
    context["numbers"] = list(chosen.tickets().order_by("pk").values_list("pk", flat=True)) if number <= NAMED else []
    return render(request, "tickets/operations/new.html", context, status=422 if form.errors else 200)


def seen_operation(request, pk):
    known = Operation.objects.visible_to(request.user).select_related("asked_by", "undoes")
    return get_object_or_404(known, pk=pk)


@desk_only
@require_GET
def operations(request):
    """One's own; a lead's and an auditor's page lists everybody's."""
    known = Operation.objects.visible_to(request.user).exclude(state="previewed").select_related("asked_by", "undoes")
    page = Paginator(known.order_by("-pk"), SHOWN).get_page(request.GET.get("page"))
    return render(request, "tickets/operations/list.html", {"page": page})


@desk_only
@require_GET
def last(request):
    """The last thing that one can still take back."""
    own = Operation.objects.filter(asked_by=request.user, state__in=UNDOABLE).exclude(kind="undo")
    found = own.order_by("-pk").first()
    if found is None:
        messages.info(request, "There is nothing to undo.")
        return redirect("tickets")
    return redirect("operation", pk=found.pk)


@desk_only
@require_GET
def operation(request, pk):
    one = seen_operation(request, pk)
    name = "_operation" if request.htmx else "operation"
    return render(request, f"tickets/operations/{name}.html", shown(request, one))


def shown(request, one):
    by, mine = actor(request), one.asked_by_id == request.user.pk
    visible = Ticket.objects.visible_to(request.user)
    refused = one.items.filter(state=ItemState.REFUSED, ticket__in=visible).values_list("ticket", "why")
    done = one.items.filter(state=ItemState.DONE, ticket__in=visible).select_related("ticket", "undone_by")
    kept = [
        (item.ticket_id, words) for item in done.filter(data__has_key="kept")[:SHOWN] for words in item.data["kept"]
    ]
    return {
        "one": one,
        "mine": mine,
        "by": by,
        "label": VERBS[one.verb].label if one.verb in VERBS else one.get_kind_display(),
        "said": words.said((one.undoes or one).what),
        "sent": one.verb in VERBS and VERBS[one.verb].sent,
        "forecast": {name: words_of(one.forecast.get(name, ())) for name in ("refused", "skipped", "kept")},
        "refused": words_of(refused),
        "kept": words_of(kept),
        "done": list(done.order_by("ticket")[:SHOWN]),
        "undoable": one.state in UNDOABLE and one.kind != "undo",
        "entries": [Entry(event, event.at) for event in history(one.subject, one.pk)],
        "stream": live.address([f"{one.subject}-{one.pk}"]),
    }


@desk_only
@require_POST
def start(request, pk):
    """Begin, and do the first few at once: a small change is done before the page is there."""
    one = bulking.start(seen_operation(request, pk), by=actor(request))
    dealt_with = 0
    while dealt_with < AT_ONCE and (some := carry_out(one, by=actor(request))):
        dealt_with += some
    return redirect("operation", pk=pk)


@desk_only
@require_POST
def stop(request, pk):
    bulking.stop(seen_operation(request, pk), by=actor(request))
    return redirect("operation", pk=pk)


@desk_only
@require_POST
def undo(request, pk):
    """Prepare the undo, of all of it or of the tickets named, and show what it would leave."""
    named = wholes(request.POST.getlist("ticket"))
    made = undoing.undo(seen_operation(request, pk), by=actor(request), tickets=named or None)
    return redirect("operation", pk=made.pk)
