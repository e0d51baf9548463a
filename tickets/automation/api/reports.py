"""Why a ticket is where it is, and what came to the wrong place (T-22, D8)."""

from datetime import datetime, time, timedelta

from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date

from supportdesk.api.errors import malformed
from supportdesk.api.schema import parameter
from supportdesk.api.told import page_of
from supportdesk.api.views import answer
from tickets.desk.models import Ticket

from ..queries import misroutes
from ..queries.rules import decisions
from . import told
from .rules import RoutingView, card

TICKETS = "tickets:read"
DAY = {"type": "string", "format": "date"}


class TicketRouting(RoutingView):
    """Everything that was decided on it without a person, in order, each with its reason and every candidate."""

    scopes = {"GET": TICKETS}
    tells = {"GET": (200, page_of(told.Decision, cursors=False))}

    def get(self, request, pk):
        ticket = Ticket.objects.visible_to(self.viewer).filter(pk=pk).first()
        if ticket is None:
            raise Http404
        return answer({"results": [decision_shown(each) for each in decisions(ticket)]})


def decision_shown(each):
    return {
        "at": each.at,
        "why": each.why,
        "queue": card(each.queue),
        "rule": each.rule and each.rule.number,
        "rule_version": each.rule and each.rule.version,
        "strategy": each.strategy,
        "person": card(each.person),
        "candidates": each.candidates,
    }


class Misroutes(RoutingView):
    """By rule, queue, category and component, in days of the reader's zone: both included, the last thirty without."""

    scopes = {"GET": TICKETS}
    parameters = frozenset({"since", "until"})
    query = (parameter("since", schema=DAY), parameter("until", schema=DAY))
    tells = {"GET": (200, page_of(told.Misroute, cursors=False))}

    def get(self, request):
        last = day(request, "until") or timezone.localtime(self.now(request)).date()
        first = day(request, "since") or last - timedelta(days=30)
        since, until = midnight(first), midnight(last + timedelta(days=1))
        found = misroutes.bounces(self.viewer, since, until)
        return answer({"results": [figure_shown(one, found) for one in misroutes.report(self.viewer, since, until)]})


def figure_shown(one, found):
    counted = misroutes.narrowed(found, one.by, None if one.key == "none" else one.key)
    tickets = sorted(set(counted.values_list("ticket", flat=True)))
    return {"by": one.by, "key": one.key, "label": one.label, "count": one.count, "of": one.of, "tickets": tickets}


def day(request, name):
    given = request.GET.get(name)
    if given is None:
        return None
    try:
        found = parse_date(given)
    except ValueError:
        found = None
    if found is None or not 1990 < found.year < 3000:
        raise malformed("A day is written 2026-11-21.", "invalid", parameter=name)
    return found


def midnight(date):
    return timezone.make_aware(datetime.combine(date, time()))
