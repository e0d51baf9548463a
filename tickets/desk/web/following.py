"""Who follows a ticket (T-53), and what colleagues were asked about it (COM-10)."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from supportdesk.accounts.models import Person
from supportdesk.web import answer, form_refusals

from ..actions import unwatch as unwatching
from ..actions import watch as watching
from . import shown, talk_forms
from .answers import ask
from .ticket import desk_only, seen_ticket


@desk_only
@require_GET
def colleagues_card(request, pk):
    """The card beside the ticket, asked anew when the ticket changes."""
    ticket = seen_ticket(request, pk)
    return render(request, "tickets/_colleagues.html", shown.context(request, ticket, mark=False))


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def watchers(request, pk):
    """Follow it, or have a colleague follow it."""
    ticket = seen_ticket(request, pk)
    form = talk_forms.WatchForm(request.POST or None, viewer=request.user)
    if form.is_valid():
        with form_refusals(form):
            watching.watch(ticket, by=shown.actor(request), **form.cleaned_data)
            return card(request, ticket)
    return ask(request, ticket, form, "Have a colleague follow it", "Add")


@desk_only
@require_POST
def unwatch(request, pk, watcher_pk):
    ticket = seen_ticket(request, pk)
    person = Person.objects.filter(pk=watcher_pk, watches__ticket=ticket).first() or request.user
    unwatching.unwatch(ticket, by=shown.actor(request), person=person)
    return card(request, ticket)


def card(request, ticket):
    context = shown.context(request, ticket)
    parts = ("tickets/_colleagues.html", "tickets/_act.html", "tickets/_timeline.html")
    page = reverse("ticket", args=[ticket.pk])
    return answer(request, page=page, fragments=parts, context=context)
