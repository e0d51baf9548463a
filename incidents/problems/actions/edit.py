from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk import guarding
from tickets.desk.texts import one_line

from .. import policy
from ..changing import put, write
from ..kinds import Kind
from ..states import Cause, Method, Severity
from .open import require_known, require_title

WORDS = (
    "title", "statement", "hypotheses", "root_cause", "workaround", "proposed_fix", "fix", "measure", "result",
)  # fmt: skip
PLAIN = (
    "component", "category", "signature", "release", "severity", "urgency", "revenue_at_risk", "owner", "engineer",
    "method", "cause_category", "cause_key", "target_on",
)  # fmt: skip


@transaction.atomic
def edit(problem, *, by, seen, confirmed=(), **given):
    """Change what is known of a problem; what is left out stays. Whoever contributes evidence may say what they think
    of it, the rest is for whoever runs it."""
    problem.lock(seen)
    policy.require(by, "contribute" if set(given) <= {"hypotheses", "workaround"} else "run_problem", problem)
    words = {name: given.pop(name) or "" for name in WORDS if name in given}
    said = guarding.parts(by, words, confirmed)
    if "title" in said:
        said["title"] = one_line(said["title"])
        require_title(said["title"])
    require_known(given)
    require_choices(given)
    changes = put(problem, **said, **{name: given[name] for name in PLAIN if name in given})
    if changes:
        now = clock.now()
        write(problem, changes)
        record(Kind.EDITED, problem, by=by, at=now, text={"changes": changes}, version=problem.version)
    return problem


def require_choices(given):
    if given.get("cause_category") not in (None, "", *Cause.values):
        raise Refused("Choose one of the categories of causes.", field="cause_category")
    if given.get("method") not in (None, *Method.values):
        raise Refused("Choose one of the methods.", field="method")
    for name in ("owner", "engineer"):
        if given.get(name) and not (given[name].is_active and given[name].serves):
            raise Refused(f"{given[name]} does not work at the desk.", field=name)


@transaction.atomic
def prioritise_fix(problem, *, by, seen, priority):
    """How soon the permanent fix comes: engineering's to say (C 49)."""
    problem.lock(seen)
    policy.require(by, "prioritise_fix", problem)
    if priority not in Severity.values:
        raise Refused("Say how soon: 1 to 4.", field="priority")
    changes = put(problem, fix_priority=priority)
    if changes:
        now = clock.now()
        write(problem, changes)
        record(Kind.PRIORITISED, problem, by=by, at=now, text={"changes": changes}, version=problem.version)
    return problem
