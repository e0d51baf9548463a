"""Who is on which ticket now, for the pages that show it. Nothing here writes to the database."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods

from supportdesk import clock
from supportdesk.jinja import hue, initials
from supportdesk.numbers import wholes

from ..models import Ticket
from ..presence import STATES, beat, leave, present
from .ticket import desk_only

MOST = 100
LONGEST_PAGE = 40


@desk_only
@require_GET
def on_many(request):
    """Who else is on those of these tickets that the reader may know of."""
    asked = wholes(request.GET.get("ids", "").split("-"))[:MOST]
    seen = Ticket.objects.visible_to(request.user).filter(pk__in=asked).values_list("pk", flat=True)
    return told(request, list(seen))


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def on_one(request, pk):
    """One's own page says that it is open, and learns who else is there."""
    if not Ticket.objects.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    state, page = request.POST.get("state"), request.POST.get("page", "")[:LONGEST_PAGE]
    if state in STATES:
        beat(pk, request.user, page=page, state=state, now=clock.asked(request.user))
    elif state == "gone":
        leave(pk, request.user, page=page)
    return told(request, [pk])


def told(request, pks):
    found = present(pks, now=clock.asked(request.user), but=request.user)
    return JsonResponse({"tickets": {pk: [shown(one) for one in found.get(pk, ())] for pk in pks}})


def shown(one):
    look = {"initials": initials(one.name), "hue": hue(one.name)}
    return {"name": one.name, "state": one.state, "seconds": one.seconds} | look
