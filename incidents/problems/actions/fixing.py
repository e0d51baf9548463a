from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import FixAction
from ..states import FIXED, ActionKind


@transaction.atomic
def plan_action(problem, *, by, kind, words, owner, due_on, reference="", url=""):
    """Add to the plan of the permanent fix: what, whose, by when (PRB-08)."""
    problem.lock()
    policy.require(by, "run_problem", problem)
    if not problem.is_under_way:
        raise WrongState("The problem is over.")
    if kind not in ActionKind.values:
        raise Refused("Choose what kind of action it is.", field="kind")
    if not words.strip():
        raise Refused("Say what is to be done.", field="words", missing=("words",))
    if len(words) > 500 or len(reference) > 120:
        raise Refused("Say it in at most 500 characters, and the reference in 120.", field="words")
    if not (owner.is_active and owner.serves):
        raise Refused(f"{owner} does not work at the desk.", field="owner")
    now = clock.now()
    about = {"kind": kind, "words": words.strip(), "owner": owner, "due_on": due_on, "url": url}
    made = FixAction.objects.create(
        problem=problem, reference=reference.strip(), added_by=by.person, added_at=now, **about
    )
    said = {"action": made.pk, "kind": kind, "owner": owner.pk, "due_on": due_on.isoformat()}
    record(Kind.PLANNED, problem, by=by, at=now, text={"words": made.words}, **said)
    return made


@transaction.atomic
def do_action(action, *, by, outcome=""):
    """It is done: by whoever it is given to, or whoever runs the problem."""
    problem = opened(action, by)
    now = clock.now()
    action.done_at, action.done_by, action.outcome = now, by.person, outcome.strip()[:500]
    action.save(update_fields=["done_at", "done_by", "outcome"])
    record(Kind.DONE, problem, by=by, at=now, text={"words": action.words, "outcome": action.outcome}, action=action.pk)
    return action


@transaction.atomic
def drop_action(action, *, by, reason=""):
    """It will not be done, and why."""
    if not reason.strip():
        raise Refused("Say why it is dropped.", field="reason", missing=("reason",))
    problem = opened(action, by)
    now = clock.now()
    action.dropped_at, action.outcome = now, reason.strip()[:500]
    action.save(update_fields=["dropped_at", "outcome"])
    said = {"words": action.words, "reason": action.outcome}
    record(Kind.DROPPED, problem, by=by, at=now, text=said, action=action.pk)
    return action


def opened(action, by):
    """The problem, locked, of an action that is still open and this person's to end."""
    problem = action.problem
    problem.lock()
    action.refresh_from_db(fields=["done_at", "dropped_at", "owner"])
    if action.owner_id != by.person.pk:
        policy.require(by, "run_problem", problem)
    if action.done_at or action.dropped_at:
        raise WrongState("This action is over.")
    if problem.state in FIXED[1:]:
        raise WrongState("The fix is verified: its plan stands.")
    return problem
