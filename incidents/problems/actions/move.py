from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import policy, workflow
from ..changing import put, write
from ..kinds import Kind
from ..states import EXITS, State, stamp
from .edit import require_choices
from .turn_error import close_fixed

GIVEN = ("owner", "root_cause", "cause_category", "cause_key", "fix", "result", "review_on")
WORDS = ("root_cause", "fix", "result", "reason")


@transaction.atomic
def move(problem, *, by, action, seen=None, confirmed=(), **given):
    """Take a problem one state on, back, or out (PRB-06). Every state leaves its instant; what a move needs is refused
    by name. `given`: what it needs and the problem has not yet. Verifying closes its known errors (KB-20)."""
    problem.lock(seen)
    if action not in workflow.MOVES:
        raise Refused("There is no such move.", field="action")
    policy.require(by, workflow.MOVES[action].right, problem)
    target = workflow.target(problem.state, action)
    given = {key: value for key, value in given.items() if value not in (None, "")}
    given |= guarding.parts(by, {key: given[key] for key in WORDS if key in given}, confirmed)
    require_choices(given)
    lacking = workflow.missing(action, {**has(problem), **given})
    if lacking:
        words = ", ".join(workflow.NEEDS[one] for one in lacking)
        raise Refused(f"Still needed: {words}.", field=lacking[0], missing=lacking)
    now = clock.now()
    was = problem.state
    changes = put(problem, **{key: given[key] for key in GIVEN if key in given})
    changes |= entered(problem, target, now)
    if target in EXITS:
        changes |= put(problem, exit_reason=given["reason"], exit_by=by.person)
    write(problem, changes)
    told = {"changes": plain(changes), "reason": given.get("reason", "")}
    record(Kind.MOVED, problem, by=by, at=now, text=told, move=action, was=was, state=target, version=problem.version)
    if target == State.VERIFIED:
        close_fixed(problem, by=by)
    return problem


def has(problem):
    """What the moves may ask for."""
    open_actions = problem.actions.open().exists()
    done = problem.actions.filter(done_at__isnull=False).exists()
    return {
        "owner": problem.owner_id,
        "root_cause": problem.root_cause.strip(),
        "cause_category": problem.cause_category,
        "chain": problem.chain.exists(),
        "fix": problem.fix.strip(),
        "actions": open_actions or done,
        "result": problem.result.strip(),
        "actions_done": done and not open_actions,
    }


def entered(problem, state, now):
    """The state, and every instant that goes with it."""
    instants = workflow.stamps(problem.instants(), state, now)
    return put(problem, state=state, state_since=now, **{stamp(one): at for one, at in instants.items()})


def plain(changes):
    """What people read of it: an instant has its own place."""
    return {name: values for name, values in changes.items() if not name.endswith(("_at", "_since"))}
