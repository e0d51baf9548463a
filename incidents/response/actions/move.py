from django.db import transaction

from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import entries, instants, leaving, policy, telling, timers, workflow
from ..commanding import end_all, held, take_over
from ..flow import flows
from ..kinds import Kind
from ..models import Review
from ..reviewing import due
from ..states import STAMPS, EntryKind, RoleKind, State


@transaction.atomic
def move(incident, *, by, seen, step, at=None, **parts):
    """One step of the workflow (INC-13): checked by the table, by what the step needs and by its instant; the clocks
    follow, each ticket hears of it, and what flows down to tickets is begun. `at` is when it happened, if not now."""
    incident.lock(seen)
    if step not in workflow.MOVES:
        raise WrongState(f"“{step}” is not one of the moves: {', '.join(workflow.MOVES)}.", tuple(workflow.MOVES))
    policy.require(by, workflow.MOVES[step].right, incident)
    target = workflow.target(incident.state, step)
    now = clock.now()
    leaving.require(incident, step, parts, now)
    happened = now if step == "back" else instants.of_move(incident, target, at, now)
    stamp(incident, step, target, happened, parts)
    begin(incident, step, target, now, by)
    changes = incident.write()
    timers.follow(incident, now, since=happened if step == "acknowledge" else None)
    named = {name: parts.get(name) or "" for name in ("words", *workflow.MOVES[step].needs)}
    words = ": ".join(filter(None, [State(target).label, named.get("cause") or named["words"].strip()]))
    evidence = named.get("evidence", "")
    entries.write(
        incident, kind=EntryKind.STATE, by=by, at=happened, entered_at=now, text=words, evidence=link_in(evidence)
    )
    telling.moved(incident, now, by=by)
    text = {"changes": changes, "words": named["words"], "evidence": evidence}
    about = {"move": step, "state": target, "happened": happened, "cause_class": incident.cause_class}
    record(Kind.MOVED, incident, by=by, at=now, text=text, version=incident.version, **about)
    return incident


def stamp(incident, step, target, at, parts):
    """The state and its instant. A step back empties the instants of what has proved wrong, and nothing else."""
    needs = workflow.MOVES[step].needs
    kept = {field: parts[field].strip() for field in ("cause", "cause_class") if field in needs}
    if step == "back":
        gone: dict = dict.fromkeys(workflow.later(target))
        incident.put(state=target, state_since=at, review_due_at=None, **gone, **kept)
    else:
        incident.put(state=target, state_since=at, **{STAMPS[target]: at}, **kept)


def begin(incident, step, target, now, by):
    """What comes with a step besides its instant."""
    if step == "acknowledge" and RoleKind.COMMANDER not in held(incident):
        take_over(incident, RoleKind.COMMANDER, by.person, now, by=by, given_by=by.person)
    if target == State.RESTORED and incident.severity in workflow.REVIEWED:
        incident.put(review_due_at=due(now), review_told_at=None)
    if step == "review":
        Review.objects.get_or_create(
            incident=incident, defaults={"opened_at": now, "opened_by": by.person, "due_at": due(now)}
        )
        incident.put(review_due_at=None)
    if target == State.CLOSED:
        end_all(incident, now)
        incident.put(review_due_at=None)
        incident.links.live().update(exclusive=False)
    flow = flows(target, major=incident.major)
    if flow:
        waiting = {"flow": flow, "flow_due_at": now, "flow_by": by.person, "flow_words": ""}
        incident.links.live().update(**waiting)


def link_in(evidence):
    return evidence if evidence.startswith(("https://", "http://")) else ""
