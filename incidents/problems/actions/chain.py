from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk import guarding

from .. import policy
from ..kinds import Kind
from ..models import CauseStep
from ..states import Method

MOST = 12


@transaction.atomic
def chain(problem, *, by, seen, steps, method=None, confirmed=()):
    """Keep the chain of causes as a whole: each link says why, and what shows it (PRB-07). `steps` are dicts with
    statement, evidence and, where one shows it, the ticket."""
    problem.lock(seen)
    policy.require(by, "run_problem", problem)
    given = [whole(place, step) for place, step in enumerate(steps, start=1)]
    if len(given) > MOST:
        raise Refused(f"A chain has at most {MOST} links.", field="steps")
    if method is not None and method not in Method.values:
        raise Refused("Choose one of the methods.", field="method")
    now = clock.now()
    problem.chain.all().delete()
    CauseStep.objects.bulk_create([CauseStep(problem=problem, **screened(by, one, confirmed)) for one in given])
    problem.method = method or problem.method
    problem.version += 1
    problem.save(update_fields=["method", "version"])
    said = {"steps": [one["statement"] for one in given]}
    about = {"method": problem.method, "links": len(given), "version": problem.version}
    record(Kind.CHAINED, problem, by=by, at=now, text=said, **about)
    return problem


def whole(place, step):
    """A link of both halves; an empty line is none."""
    statement, evidence = (step.get("statement") or "").strip(), (step.get("evidence") or "").strip()
    if not statement:
        raise Refused(f"Link {place} says nothing.", field="steps")
    if not evidence:
        raise Refused(f"Say what shows link {place}: “{statement[:60]}”.", field="steps")
    return {"position": place, "statement": statement, "evidence": evidence, "ticket": step.get("ticket")}


def screened(by, step, confirmed):
    words = guarding.parts(by, {name: step[name] for name in ("statement", "evidence")}, confirmed)
    return step | words
