"""What waits for triage, in the order of its urgency, and what is proposed for it."""

from collections import Counter

from ..models import Ticket
from ..states import Status
from .lists import ORDERS
from .similar import similar

MOST = 200
USUAL = {"impact": 3, "urgency": 3}


def untriaged(person):
    """New tickets: of the queues of one's own teams, or everything new that one sees."""
    new = Ticket.objects.visible_to(person).counted().filter(status=Status.NEW)
    own = new.filter(queue__team__in=person.scope.teams)
    return list((own if person.scope.teams else new).order_by(*ORDERS["rank"]).values_list("pk", flat=True)[:MOST])


def proposal(ticket, cases):
    """What most of the cases like it were; of what is known already, nothing is proposed."""
    alike = [case.ticket for case in cases]
    wanted = {"category": ticket.category, "impact": ticket.impact, "urgency": ticket.urgency}
    for name, known in wanted.items():
        if known is None:
            said = [value for one in alike if (value := getattr(one, name)) is not None]
            wanted[name] = Counter(said).most_common(1)[0][0] if said else USUAL.get(name)
    return wanted


def cases_of(ticket, person):
    """Tickets that it may be a duplicate of: what is still there to be merged into or linked to."""
    return [case for case in similar(ticket, person) if case.ticket.status != Status.CANCELLED]
