"""The card of the customer, fetched after the ticket's page: it is looked at, not waited for."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from supportdesk.accounts.languages import NAMES
from supportdesk.accounts.mask import phone_for
from supportdesk.accounts.models import Organisation

from ..queries import customer as queries
from ..states import Channel
from .ticket import desk_only, seen_ticket


@desk_only
@require_GET
def customer(request, pk):
    context = about(request, seen_ticket(request, pk))
    return render(request, "tickets/_customer.html" if request.htmx else "tickets/customer.html", context)


def about(request, one):
    """The account as it is, how the ticket met it, and what was said so far."""
    one, spoken = queries.filled(one), queries.contacts(one)
    context = {
        "ticket": one,
        "contacts": spoken,
        "language": one.requester.language and NAMES[one.requester.language],
        "phone": phone_for(request.user, one.requester),
        "cap": queries.CAP,
        "channel_words": [Channel(name).label.lower() for name in spoken.channels],
        "flag_labels": dict(Organisation.Flag.choices),
    }
    if one.organisation_id:
        context["open_tickets"] = queries.open_tickets(one, request.user)
    return context
