"""Finding an escalation for whom there is one."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from supportdesk import clock
from tickets.desk.models import Ticket

from .. import walls
from ..models import Escalation
from ..models.escalation import RELATED

for_anyone = require_http_methods(["GET", "HEAD", "POST"])


def desk_only(view):
    """A page of the desk: for a requester it does not exist."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.serves:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def seen(request, pk, rows=None):
    """Whoever is not on the list of a restricted one finds nothing, and that they tried is in the log (ESC-10)."""
    rows = Escalation.objects.visible_to(request.user).select_related(*RELATED) if rows is None else rows
    found = rows.filter(pk=pk).first()
    if found is None:
        walls.note_attempt(request.user, Escalation.objects.filter(pk=pk, ticket__restricted=True), "browser")
        raise Http404
    return found


def seen_ticket(request, pk):
    related = ("queue", "organisation", "owner", "component", "requester")
    return get_object_or_404(Ticket.objects.visible_to(request.user).select_related(*related), pk=pk)


def now_of(request):
    return clock.asked(request.user)
