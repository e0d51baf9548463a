"""New tickets taken from a person, the people to choose from, and what one was told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from supportdesk.accounts.models import Person, Role
from supportdesk.catalogue.models import TicketType
from supportdesk.files import coming
from supportdesk.outbound.models import Notification
from supportdesk.web import form_refusals

from ..actions.open import open_ticket
from ..queries.front import front_queue
from ..states import Channel
from . import forms, own_forms, shown
from .ticket import desk_only

OFFERED = 8


@require_http_methods(["GET", "HEAD", "POST"])
def new_ticket(request):
    types = [] if request.user.serves else list(TicketType.objects.offered())
    chosen = chosen_type(request, types)
    form = new_form(request, chosen)
    if form.is_valid():
        with form_refusals(form):
            ticket = opened(request, form.cleaned_data)
            messages.success(request, f"{ticket.reference} is open.")
            return redirect("ticket", pk=ticket.pk)
    status = 422 if form.errors else 200
    if request.user.serves:
        return render(request, "tickets/new.html", {"form": form, **coming.shown(request)}, status=status)
    asks = bool(chosen or form.is_bound or len(types) < 2)
    context = {"form": form if asks else None, "types": types, "chosen": chosen, **coming.shown(request)}
    return render(request, "portal/new.html", context, status=status)


def chosen_type(request, types):
    """The kind of help that a requester has pressed, by its word."""
    return next((one for one in types if one.key == request.GET.get("type")), None)


def new_form(request, chosen):
    if request.user.serves:
        return forms.NewTicketForm(request.POST or None, viewer=request.user)
    return own_forms.OwnTicketForm(request.POST or None, chosen=chosen)


def opened(request, given):
    files = coming.given(request)
    if request.user.serves:
        return open_ticket(given.pop("queue"), by=shown.actor(request), files=files, **given)
    own = {"requester": request.user, "channel": Channel.PORTAL}
    return open_ticket(front_queue(request.user, given["type"]), by=shown.actor(request), files=files, **own, **given)


@desk_only
@require_GET
def suggestions(request):
    """Names and addresses for the requester field, searched on the server."""
    text = request.GET.get("requester", "").strip()[:100]
    people = Person.objects.visible_to(request.user).active().filter(is_machine=False).select_related("organisation")
    if request.user.sits_lightly:
        people = people.exclude(roles=[Role.RQ])
    found = people.filter(Q(name__icontains=text) | Q(email__icontains=text))[:OFFERED] if len(text) > 1 else []
    return render(request, "tickets/_people.html", {"people": found})


@require_GET
def notices(request):
    page = Paginator(Notification.objects.of(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "tickets/notices.html", {"page": page})
