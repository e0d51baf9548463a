"""Replies and notes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from supportdesk.web import answer, form_refusals

from ..actions import note as noting
from ..actions import reply as replying
from . import forms, shown, uploads
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
            kept = replying.reply(ticket, by=shown.actor(request), body=said["body"], seen=said["seen"]).ticket
            if kept.pk != ticket.pk:
                return gone_on(request, ticket, kept)
            return changed(request, ticket, "Sent.", sent=f"ticket-{pk}")
    return composer(request, ticket, form, "reply")


def gone_on(request, ticket, follow_up):
    """To the page of the ticket that goes on from the one that is over."""
    messages.success(request, f"{ticket.reference} is over for good. Your message opened {follow_up.reference}.")
    there = reverse("ticket", args=[follow_up.pk])
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)


@desk_only
@require_POST
def note(request, pk):
    ticket = seen_ticket(request, pk)
    form, valid = said_form(request)
    if valid:
        with form_refusals(form):
            said = form.cleaned_data
            noting.note(ticket, by=shown.actor(request), **said, files=uploads.given(request))
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
