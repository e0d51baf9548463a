from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import record_all
from tickets.sla import engine

from .. import timers
from ..models import Ticket, TicketClock


@transaction.atomic
def ring_due(*, by, now=None, limit=1000):
    """Ring what is due: warnings and breaches, each once and at its own instant, however late the
    sweep comes (SLA-06, SLA-07). Answers how many clocks rang; nothing due is one index probe."""
    rungs = engine.ring_due(TicketClock, now=now or clock.now(), limit=limit)
    organisations = organisations_of({rung.clock.ticket_id for rung in rungs})
    told = [timers.told(rung, rung.clock.ticket_id, organisations[rung.clock.ticket_id]) for rung in rungs]
    record_all(told, by=by)
    return len({rung.clock.pk for rung in rungs})


def organisations_of(pks):
    """Whose each ticket is, in one statement: the clocks come without their tickets."""
    return dict(Ticket.objects.filter(pk__in=pks).values_list("pk", "organisation_id")) if pks else {}
