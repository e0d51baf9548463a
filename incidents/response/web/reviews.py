"""The review of an incident: written by several, signed by one, then read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from supportdesk.numbers import whole
from supportdesk.web import form_refusals

from ..actions.reviews import sign_review, write_review
from ..models import Review
from ..queries.reviews import readable
from ..reviewing import PARTS
from .review_form import ReviewForm
from .seats import desk_only, for_anyone, seen_incident
from .shown import context


@desk_only
@for_anyone
def review(request, pk):
    one = seen_incident(request, pk)
    kept = get_object_or_404(Review.objects.select_related("facilitator", "signed_by"), incident=one)
    if not readable(kept, request.user):
        raise Http404
    kept.incident = one
    form = ReviewForm(request.POST or None, review=kept, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            write_review(kept, by=actor(request), **form.given())
            messages.success(request, "Kept.")
            return redirect("incident-review", pk=pk)
    said = context(request, one) | {"review": kept, "form": form, "written": PARTS}
    said["attendees"] = list(kept.attendees.all())
    return render(request, "response/review.html", said, status=422 if form.errors else 200)


@desk_only
@require_POST
def signature(request, pk):
    one = seen_incident(request, pk)
    kept = get_object_or_404(Review, incident=one)
    if not readable(kept, request.user):
        raise Http404
    sign_review(kept, by=actor(request), seen=whole(request.POST.get("seen")))
    messages.success(request, "Signed.")
    return redirect("incident-review", pk=pk)
