"""Replies of newcomers, to look at before they are said (ROLE-04)."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from supportdesk.web import form_refusals

from ..actions.review import release, turn_down
from ..models import OutgoingState
from ..queries.reviews import to_review
from . import shown
from .ticket import desk_only, seen_ticket


class ReviewForm(forms.Form):
    answer = forms.ChoiceField(choices=[("release", "Let it go"), ("return", "Give it back")])
    comment = forms.CharField(max_length=10_000, required=False)


@desk_only
@require_GET
def reviews(request):
    return page(request)


def page(request, form=None):
    context = {"reviews": to_review(shown.actor(request)), "wrong": form}
    return render(request, "tickets/reviews.html", context, status=422 if form else 200)


@desk_only
@require_POST
def review(request, pk, outgoing_pk):
    ticket = seen_ticket(request, pk)
    waits = get_object_or_404(ticket.outgoing.select_related("ticket", "author"), pk=outgoing_pk)
    if waits.state in (OutgoingState.HELD, OutgoingState.UNDONE):
        raise Http404
    form = ReviewForm(request.POST)
    if form.is_valid():
        act = release if form.cleaned_data["answer"] == "release" else turn_down
        with form_refusals(form):
            act(waits, by=shown.actor(request), comment=form.cleaned_data["comment"])
            done = "is on its way" if act is release else "went back"
            messages.success(request, f"{waits.author}'s reply {done}.")
            return redirect("ticket", pk=pk) if request.POST.get("back") == "ticket" else redirect("reviews")
    return page(request, form)
