from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import limits, past, policy, timers, workflow
from ..kinds import Kind
from ..states import WAITING, WaitingReason


@transaction.atomic
def move(ticket, *, by, seen, action, reason="", waiting_reason="", waiting_for="", until=None, at=None):
    """One of the plain moves of the workflow: start work, wait, schedule (T-12). A wait names its
    reason, whom it waits for and until when (D3); clocks run or hold as the state demands."""
    ticket.lock(seen)
    if action not in workflow.PLAIN:
        raise WrongState(f"“{action}” is not one of the moves: {', '.join(workflow.PLAIN)}.", workflow.PLAIN)
    policy.require(by, workflow.MOVES[action].right, ticket)
    target = workflow.target(ticket.status, action)
    now = past.instant(by, at)
    limits.mind(ticket, by=by, now=now, status=target.value)
    waits = target in WAITING
    if waits:
        past.gaps(by, lacking(waiting_reason, until), what=workflow.MOVES[action].label)
        require_declared(waiting_reason)
        past.ahead(by, until, now, field="until", message="The wait must end in the future.")
    ticket.put(
        status=target,
        waiting_reason=waiting_reason if waits else "",
        waiting_for=waiting_for if waits else "",
        waiting_until=until if waits else None,
    )
    timers.follow(ticket, now, by=by)
    changes = ticket.write(now)
    text = {"changes": changes, "reason": reason}
    record(Kind.MOVED, ticket, by=by, at=now, text=text, move=action, status=ticket.status, version=ticket.version)
    return ticket


def lacking(waiting_reason, until):
    pairs = (("waiting_reason", waiting_reason), ("until", until))
    return tuple(name for name, value in pairs if not value)


def require_declared(waiting_reason):
    """Time that does not count needs a reason that is on the list (SLA-03)."""
    if waiting_reason and waiting_reason not in WaitingReason.values:
        raise Refused("That is no reason to wait.", field="waiting_reason")
