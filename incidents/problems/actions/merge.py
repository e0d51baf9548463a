from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import evidencing, policy, workflow
from ..changing import put, write
from ..kinds import Kind
from ..models import Problem
from ..states import State
from .gather import gathered
from .move import entered


@transaction.atomic
def merge(problem, *, by, seen=None, into, reason=""):
    """The same fault was opened twice: this one goes into the other, with its evidence, its actions and its known
    errors (E.6)."""
    require_another(problem, into)
    outages = evidencing.locked_incidents(
        [one.incident for one in problem.outages.present().select_related("incident")]
    )
    tickets = [one.ticket for one in problem.evidence.present().select_related("ticket")]
    found = evidencing.locked(tickets)
    for one in sorted((problem, into), key=lambda each: each.pk):
        one.lock(seen if one is problem else None)
        policy.require(by, "run_problem", one)
    if not reason.strip():
        raise Refused("Say why they are one.", field="reason", missing=("reason",))
    for one in (problem, into):
        workflow.target(one.state, "decline") if one is problem else require_open(one)
    now = clock.now()
    changes = entered(problem, State.MERGED, now)
    changes |= put(problem, merged_into=into, exit_reason=reason.strip(), exit_by=by.person)
    write(problem, changes)
    gathered(into, found, outages, by=by, now=now)
    problem.actions.open().update(problem=into)
    problem.known_errors.update(problem=into)
    record(Kind.MERGED, problem, by=by, at=now, text={"reason": reason.strip()}, into=into.pk, version=problem.version)
    record(Kind.TOOK_IN, into, by=by, at=now, problem=problem.pk)
    return into


def require_another(problem, into):
    if into.pk == problem.pk:
        raise Refused("A problem cannot be merged into itself.", field="into")


def require_open(into: Problem):
    if not into.is_under_way:
        raise Refused(f"{into} is over. Name one that is worked on.", field="into")
