"""Credit at risk: broken promises under contract, for those who decide what they cost (SLA-15)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import policy, queries
from ..actions.review import decide_credit
from . import forms
from .seats import for_anyone, reviewers_only

PAGE = 50
STATES = {"open": "To decide", "decided": "Decided"}


@reviewers_only
@require_GET
def reviews(request):
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    now = clock.now()
    page = Paginator(queries.reviews(request.user, state=state), PAGE).get_page(request.GET.get("page"))
    lines = [(one, one.overrun(now)) for one in page]
    return render(request, "breaches/credit.html", {"page": page, "lines": lines, "states": STATES, "state": state})


@reviewers_only
@for_anyone
def review(request, pk):
    one = get_object_or_404(queries.reviews(request.user, state=""), pk=pk)
    form = forms.CreditForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            decide_credit(one, by=actor(request), **form.cleaned_data)
            messages.success(request, "Decided.")
            return redirect("credit-reviews")
    by = actor(request)
    may = one.decided_at is None and (policy.can(by, "refuse_credit", one) or policy.can(by, "grant_credit", one))
    context = {"one": one, "form": form, "may": may, "overrun": one.overrun(clock.now())}
    return render(request, "breaches/review.html", context, status=422 if form.errors else 200)
