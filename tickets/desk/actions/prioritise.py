from django.db import transaction

from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import past, timers, workflow
from ..kinds import Kind
from ..prioritising import weigh


@transaction.atomic
def prioritise(ticket, *, by, seen, impact, urgency, priority=None, rationale="", at=None):
    """Change impact, urgency or priority of a triaged ticket; running promises follow (SLA-11)."""
    ticket.lock(seen)
    if not ticket.is_live or ticket.status == "new":
        permitted = workflow.moves_from(ticket.status)
        raise WrongState("The priority can change between triage and resolution.", permitted=permitted)
    weigh(ticket, by=by, impact=impact, urgency=urgency, priority=priority, rationale=rationale)
    now = past.instant(by, at)
    timers.retarget(ticket, now, by=by)
    changes = ticket.write(now)
    record(
        Kind.PRIORITISED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes, "rationale": rationale},
        priority=ticket.priority,
        suggested=ticket.priority_suggested,
        version=ticket.version,
        facts=ticket.facts(),
    )
    return ticket
