"""Replies and notes."""

from django.shortcuts import render
from django.views.decorators.http import require_POST

from supportdesk.web import answer, form_refusals

from ..actions import note as noting
from ..actions import reply as replying
from . import forms, shown
from .answers import changed
from .ticket import desk_only, seen_ticket


def said_form(request):
    form = forms.SayForm(request.POST)
    return form, form.is_valid()


@require_POST
def reply(request, pk):
    ticket = seen_ticket(request, pk)
    form, valid = said_form(request)
    if valid:
        with form_refusals(form):
            said = form.cleaned_data
            replying.reply(ticket, by=shown.actor(request), body=said["body"], seen=said["seen"])
            return changed(request, ticket, "Sent.", sent=f"ticket-{pk}")
    return composer(request, ticket, form, "reply")


@desk_only
@require_POST
def note(request, pk):
    ticket = seen_ticket(request, pk)
    form, valid = said_form(request)
    if valid:
        with form_refusals(form):
            said = form.cleaned_data
            noting.note(ticket, by=shown.actor(request), body=said["body"], seen=said["seen"])
            return changed(request, ticket, "Note kept.", sent=f"ticket-{pk}")
    return composer(request, ticket, form, "note")


def composer(request, ticket, form, mode):
    """The composer again, with what was typed and what is wrong."""
    context = shown.context(request, ticket) | {"said_form": form, "mode": mode}
    if not request.htmx:
        page = "tickets/detail.html" if request.user.serves else "portal/ticket.html"
        return render(request, page, context, status=422)
    part = "tickets/_composer.html" if request.user.serves else "portal/_ticket.html"
    return answer(request, page="", fragments=[part], context=context, status=422)
