"""What is done with known errors and with what comes back, from a ticket's page (T-17, T-24, T-39)."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from supportdesk.accounts.actor import actor
from tickets.desk.models import Ticket

from ..actions import flag, meet
from ..models import KnownError
from . import forms
from .answers import carried_out, desk_only, for_anyone, gone, seen_ticket


@desk_only
@for_anyone
def recurring(request, pk):
    """“Looks recurring”: with the signature and what shows it."""
    ticket = seen_ticket(request, pk)
    form = forms.FlagForm(request.POST or None, initial={"signature": signature_of(ticket)})
    act = partial(flag.flag_recurring, ticket)
    hint = "It goes to the lead, together with others of the same signature."
    return carried_out(
        request, form, act, done="Flagged.", to=there(ticket), heading="Looks recurring", verb="Flag it", hint=hint,
        back=(ticket.reference, there(ticket)),
    )  # fmt: skip


def signature_of(ticket):
    code = ticket.identifiers.filter(kind="error_code").order_by("pk").first()
    return code.value if code else ""


def there(ticket):
    return reverse("ticket", args=[ticket.pk])


@desk_only
@require_POST
def error_link(request, pk, error_pk):
    """Linked by one press, and taken away by another."""
    ticket = seen_ticket(request, pk)
    known_error = get_object_or_404(KnownError.objects.visible_to(request.user), pk=error_pk)
    if request.POST.get("act") == "remove":
        link = get_object_or_404(known_error.links.present().select_related("ticket", "known_error"), ticket=ticket)
        meet.part(link, by=actor(request))
        return gone(request, there(ticket), "Taken away.")
    meet.meet(known_error, by=actor(request), ticket=Ticket.objects.get(pk=ticket.pk))
    return gone(request, there(ticket), f"Linked to {known_error.reference}.")
