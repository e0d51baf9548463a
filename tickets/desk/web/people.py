"""New tickets taken from a person, the people to choose from, and what one was told."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from supportdesk.accounts.models import Person, Role
from supportdesk.outbound.models import Notification
from supportdesk.web import form_refusals

from ..actions.open import open_ticket
from ..queries.front import front_queue
from ..states import Channel
from . import forms, shown, uploads
from .ticket import desk_only

OFFERED = 8


@require_http_methods(["GET", "HEAD", "POST"])
def new_ticket(request):
    serves = request.user.serves
    form = new_form(request)
    if form.is_valid():
        with form_refusals(form):
            ticket = opened(request, form.cleaned_data)
            messages.success(request, f"{ticket.reference} is open.")
            return redirect("ticket", pk=ticket.pk)
    page = "tickets/new.html" if serves else "portal/new.html"
    return render(request, page, {"form": form, **uploads.shown(request)}, status=422 if form.errors else 200)


def new_form(request):
    if request.user.serves:
        return forms.NewTicketForm(request.POST or None, viewer=request.user)
    return forms.OwnTicketForm(request.POST or None)


def opened(request, given):
    files = uploads.given(request)
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
