"""Why a ticket is where it is, and what came to the wrong place."""

from datetime import datetime, time, timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from supportdesk import clock
from tickets.desk.models import Ticket

from ..queries import misroutes as queries
from ..queries.rules import decisions
from .seats import desk_only

MONTH = timedelta(days=30)
SHOWN = 200


@desk_only
@require_GET
def why_here(request, pk):
    ticket = get_object_or_404(Ticket.objects.visible_to(request.user).select_related("queue"), pk=pk)
    return render(request, "automation/why_here.html", {"ticket": ticket, "decisions": decisions(ticket)})


@desk_only
@require_GET
def misroutes(request):
    """Figures of a period, each of which opens exactly the tickets that it counts."""
    first, last = period(request)
    since, until = midnight(first), midnight(last + timedelta(days=1))
    figures = queries.report(request.user, since, until)
    groups = [(by, name, [one for one in figures if one.by == by]) for by, (name, _) in queries.BY.items()]
    context = {"groups": groups, "first": first, "last": last, "chosen": None, "tickets": ()}
    return render(request, "automation/misroutes.html", context | opened(request, since, until, figures))


def opened(request, since, until, figures):
    """The figure that was pressed, with its tickets."""
    by, key = request.GET.get("by"), request.GET.get("key", "")
    if not by:
        return {}
    chosen = next((one for one in figures if (one.by, one.key) == (by, key)), None)
    if chosen is None:
        raise Http404
    found = queries.bounces(request.user, since, until)
    narrow = queries.narrowed(found, by, None if key == "none" else key)
    return {"chosen": chosen, "tickets": queries.tickets(narrow)[:SHOWN]}


def period(request):
    today = timezone.localtime(clock.asked(request.user)).date()
    last = day(request.GET.get("until")) or today
    first = day(request.GET.get("since")) or last - MONTH
    return min(first, last), last


def day(text):
    try:
        found = parse_date(text or "")
    except ValueError:
        return None
    return found if found and 1990 < found.year < 3000 else None


def midnight(date):
    return timezone.make_aware(datetime.combine(date, time()))
