from django.db import transaction

from supportdesk.events.record import record
from tickets.sla.models import Goal

from .. import configured, gate, handing, offered, past, policy, surroundings, timers, workflow
from ..kinds import Kind
from ..prioritising import weigh


@transaction.atomic
def triage(
    ticket, *, by, seen, impact, urgency, priority=None, rationale="", at=None, environment="", version="", **about
):
    """Say what a new ticket is (`about`: type, category, component), where it happens (T-06) and how urgent (T-05). The
    gate of its type must be complete (T-07); the promises are set anew for the priority (SLA-11), and somebody has
    acknowledged it."""
    ticket.lock(seen)
    policy.require(by, "set_category", ticket)
    known = {name: value for name, value in about.items() if value is not None}
    offered.require(by, ticket, **known)
    ticket.put(status=workflow.target(ticket.status, "triage"))
    now = past.instant(by, at)
    retyped = known.get("type", ticket.type) != ticket.type
    ticket.put(**known)
    if retyped:
        handing.follow_type(ticket, now)
    said = {name: words for name, words in (("environment", environment), ("version", version)) if words}
    beside = surroundings.put(ticket, said)
    weigh(ticket, by=by, impact=impact, urgency=urgency, priority=priority, rationale=rationale)
    missing = gate.missing(configured.triage_fields(ticket.type.key, now), ticket.gate_values())
    lacking = past.gaps(by, missing, what="Triage")
    timers.retarget(ticket, now, by=by)
    timers.meet(ticket, Goal.ACKNOWLEDGE, now=now, by=by)
    changes = ticket.write(now, also=("transfer_count", "surroundings"), beside=beside)
    record(
        Kind.TRIAGED,
        ticket,
        by=by,
        at=now,
        text={"changes": changes, "rationale": rationale},
        priority=ticket.priority,
        suggested=ticket.priority_suggested,
        lacking=lacking,
        version=ticket.version,
        facts=ticket.facts(),
    )
    return ticket
