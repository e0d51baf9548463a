"""A requester's own security doubt: one question, and the ticket is closed to all but a few (ESC-10)."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from supportdesk.accounts.actor import actor
from supportdesk.web import form_refusals

from .. import acting
from ..actions.begin import begin
from ..models import Escalation
from ..states import Issue, Target, Trigger
from .seats import for_anyone, seen_ticket

TOLD = "The security officers look at it now. Besides them and you only a few can see this ticket."


class DoubtForm(forms.Form):
    what = forms.CharField(
        label="What makes you think so?",
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text="Such as: somebody else's data showed, or a password may be known.",
    )


@for_anyone
def doubt(request, pk):
    """For whoever asked for help; the desk has a form of its own."""
    ticket = seen_ticket(request, pk)
    if request.user.serves or not may_doubt(request, ticket):
        raise Http404
    form = DoubtForm(request.POST or None)
    if form.is_valid():
        with form_refusals(form):
            about = {"target": Target.SECURITY, "issue": Issue.SECURITY, "trigger": Trigger.SECURITY}
            begin(ticket, by=actor(request), what=form.cleaned_data["what"], **about)
            messages.success(request, TOLD)
            return redirect("ticket", pk=pk)
    said = {"form": form, "ticket": ticket, "to": request.path}
    return render(request, "escalations/doubt.html", said, status=422 if form.errors else 200)


def may_doubt(request, ticket):
    made = Escalation(ticket=ticket, sender=request.user)
    return ticket.is_live and acting.may_begin(actor(request), made, Target.SECURITY)
