from django.db import IntegrityError, transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import entries, leaving, linking, policy, telling, timers
from ..commanding import take_over
from ..kinds import Kind
from ..models import IncidentTicket
from ..states import RECOVERED, EntryKind, Flow, RoleKind, Severity, State


@transaction.atomic
def declare(incident, *, by, seen, criteria, severity=None):
    """Declare it a major incident: who, when, and which criteria are met (INC-03, C 38). Whoever declares a suspicion
    commands it until somebody else does. From now on its tickets belong to no other live major incident, and its moves
    change nothing on them."""
    incident.lock(seen)
    severity = severity or incident.severity
    policy.require(by, "declare", incident, severity=int(severity), criteria=criteria.strip())
    if incident.major or incident.state in RECOVERED:
        raise WrongState(f"{incident} is {'a major incident already' if incident.major else 'over'}.")
    if not criteria.strip():
        raise Refused("Say which criteria are met.", field="criteria", missing=("criteria",))
    if severity not in Severity.values:
        raise Refused("A severity is SEV1 to SEV4.", field="severity")
    leaving.broken(incident)
    require_free(incident, by.person)
    now = clock.now()
    named = {"major": True, "declared_by": by.person, "declared_at": now, "criteria": criteria.strip()}
    incident.put(severity=severity, **named)
    if incident.state == State.SUSPECTED:
        incident.put(state=State.ACKNOWLEDGED, acknowledged_at=now, state_since=now)
        take_over(incident, RoleKind.COMMANDER, by.person, now, by=by, given_by=by.person)
    hold_children(incident)
    changes = incident.write()
    timers.retarget(incident, now)
    words = f"Declared a major incident, {incident.get_severity_display()}: {incident.criteria}"
    entries.write(incident, kind=EntryKind.DECISION, by=by, at=now, text=words)
    telling.moved(incident, now, by=by)
    text = {"changes": changes, "criteria": incident.criteria}
    about = {"severity": severity, "tickets": incident.links.live().count(), "version": incident.version}
    record(Kind.DECLARED, incident, by=by, at=now, text=text, **about)
    return incident


def require_free(incident, person):
    """None of its tickets belongs to another live major incident."""
    tickets = incident.links.live().values("ticket")
    taken = linking.elsewhere(incident, IncidentTicket.objects.live().filter(ticket__in=tickets))
    if taken:
        named = ", ".join(
            f"T-{pk} ({other or 'few know of it'})" for pk, other in sorted(linking.named(taken, person).items())[:5]
        )
        raise Refused(f"Some of its tickets belong to another live major incident: {named}.", field="tickets")


def hold_children(incident):
    """From now on they are this incident's alone, and what waited to be done to them is not done."""
    rows = incident.links.live()
    try:
        with transaction.atomic():
            rows.update(exclusive=True)
    except IntegrityError as error:
        words = "A ticket of it has just joined another major incident. Look again."
        raise Refused(words, field="tickets") from error
    rows.filter(flow__in=(Flow.START, Flow.RESOLVE)).update(flow_due_at=None)
    rows.filter(flow=Flow.BOTH, flow_due_at__isnull=False).update(flow=Flow.FINAL)
