"""Why promises were broken: the task on a ticket, and what nobody has answered yet."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import policy, queries
from ..actions.explain import explain
from . import forms
from .seats import desk_only, for_anyone, seen_ticket

PAGE = 50
STATES = {"open": "Not answered", "answered": "Answered"}
WHOSE = {"": "All", "mine": "My tickets", "led": "Teams I lead"}


@desk_only
@require_GET
def of_ticket(request, pk):
    """The card on a ticket; without a script a page of its own."""
    ticket = seen_ticket(request, pk)
    return render(request, "breaches/_ticket.html" if request.htmx else "breaches/ticket.html", card(request, ticket))


def card(request, ticket, form=None, asked=None):
    rows = [(one, form if asked == one else forms.ReasonForm(auto_id=f"reason-{one.pk}-%s"))
            for one in queries.of_ticket(ticket, request.user)]  # fmt: skip
    back = "list" if (request.POST or request.GET).get("back") == "list" else ""
    about = {"ticket": ticket, "rows": rows, "opened": asked, "back": back}
    return about | {"actor": actor(request), "rules": policy.can}


@desk_only
@for_anyone
def reason(request, pk, reason_pk):
    ticket = seen_ticket(request, pk)
    asked = get_object_or_404(queries.of_ticket(ticket, request.user), pk=reason_pk)
    form = forms.ReasonForm(request.POST or None, auto_id=f"reason-{asked.pk}-%s")
    if form.is_valid():
        with form_refusals(form):
            explain(asked, by=actor(request), **form.cleaned_data)
            messages.success(request, "The reason is kept.")
            return redirect("breach-reasons") if request.POST.get("back") == "list" else redirect("ticket", pk=pk)
    status = 422 if form.is_bound else 200
    return render(request, "breaches/ticket.html", card(request, ticket, form, asked), status=status)


@desk_only
@require_GET
def reasons(request):
    """What is asked about breaches: whoever leads sees what nobody has answered."""
    chosen = {"state": request.GET.get("state", "open"), "whose": request.GET.get("whose", "")}
    chosen["state"] = chosen["state"] if chosen["state"] in STATES else "open"
    chosen["whose"] = chosen["whose"] if chosen["whose"] in WHOSE else ""
    page = Paginator(queries.reasons(request.user, **chosen), PAGE).get_page(request.GET.get("page"))
    return render(request, "breaches/reasons.html", {"page": page, "states": STATES, "whose": WHOSE, "chosen": chosen})
