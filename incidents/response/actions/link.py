from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record, record_all

from .. import linking, policy, telling
from ..flow import flows
from ..kinds import Kind
from ..models import IncidentTicket


@transaction.atomic
def link(incident, *, by, tickets):
    """Tickets of an incident, one or many, by their numbers (INC-04). What cannot join is answered in words and does
    not hold up the others; where nothing at all can, it is refused. Set by set: the number of statements is always the
    same."""
    incident.lock()
    policy.require(by, "link_child", incident)
    if not incident.is_live:
        raise WrongState(f"{incident} is closed. Link the tickets to the incident that goes on.")
    pks = sorted({getattr(one, "pk", one) for one in tickets})
    require_some(pks)
    joining, already, refused = linking.looked_at(incident, pks, by.person)
    if refused and not joining and not already:
        raise Refused(" ".join(list(refused.values())[:5]), field="tickets")
    now = clock.now()
    made = IncidentTicket.objects.bulk_create([row(incident, one, by, now) for one in joining], batch_size=500)
    tell(incident, made, joining, now, by)
    return linking.Linked(made, already, refused)


def require_some(pks):
    if not pks:
        raise Refused("Say which tickets.", field="tickets", missing=("tickets",))
    if len(pks) > linking.MOST:
        raise Refused(f"At most {linking.MOST:,} tickets at once.", field="tickets")


def row(incident, ticket, by, now):
    """The new link, with what the incident has to do to the ticket in its present state."""
    flow = flows(incident.state, major=incident.major)
    waits = {"flow": flow, "flow_due_at": now, "flow_by": by.person} if flow else {}
    return IncidentTicket(
        incident=incident, ticket=ticket, linked_by=by.person, linked_at=now, exclusive=incident.exclusive, **waits
    )


def tell(incident, made, tickets, now, by):
    if not made:
        return
    data = {"incident": incident.pk, "severity": incident.severity, "major": incident.major}
    joined = [(one.pk, one.organisation_id) for one in tickets]
    record_all(telling.on_tickets(Kind.JOINED, joined, now, data), by=by)
    record(Kind.LINKED, incident, by=by, at=now, tickets=[one.pk for one in tickets])
