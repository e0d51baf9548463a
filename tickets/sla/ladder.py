"""The ladder of a policy: what happens at which share of a promise, on which tickets. Pure.

A step is one line of it: a level in whole percents of the target (100 is the breach, more lies after it), conditions
that ask nothing where they are empty, and actions. A policy that names no steps of its own has the standard ones. A
step at 100 takes the place of the standard words about a breach; the breach itself is always there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from supportdesk.numbers import whole

BREACH, HIGHEST, MOST = 100, 1000, 40
LEAD_FROM, MANAGER_FROM = 75, 90
TELL_OWNER, TELL_LEAD, TELL_MANAGER, TELL_MEMBERS = "tell:owner", "tell:lead", "tell:manager", "tell:members"
RAISE, ASK_REASON = "raise", "ask_reason"
ASSIGN_LEAD, RELEASE = "assign:lead", "assign:nobody"
TELL_TEAM, TELL_PERSON, TRANSFER = "tell:team:", "tell:person:", "transfer:"
PLAIN = {
    TELL_OWNER: "tell the owner",
    TELL_LEAD: "tell the lead",
    TELL_MANAGER: "tell the managers",
    TELL_MEMBERS: "tell everybody in the queue's team",
    RAISE: "raise the priority by one",
    ASSIGN_LEAD: "assign it to the queue's lead",
    RELEASE: "take it from its owner",
    ASK_REASON: "ask the owner for the reason of the breach",
}
NAMING = {
    TELL_TEAM: "tell the team {}",
    TELL_PERSON: "tell {}",
    TRANSFER: "send it to the queue {}",
}
HANDS = (ASSIGN_LEAD, RELEASE, TRANSFER)


class Unreadable(ValueError):
    """What is wrong with which step: pairs of its place, from 0, and a sentence."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__(" ".join(f"Level {place + 1}: {words}" for place, words in self.faults))


@dataclass(frozen=True, slots=True)
class Step:
    percent: int
    actions: tuple[str, ...]
    goals: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    tiers: tuple[str, ...] = ()
    queues: tuple[str, ...] = ()
    unowned: bool = False
    contractual: bool = False

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether every condition holds of a clock and its ticket."""
        asked = (("goal", self.goals), ("priority", self.priorities), ("tier", self.tiers), ("queue", self.queues))
        if any(wanted and facts.get(name) not in wanted for name, wanted in asked):
            return False
        return not (self.unowned and facts["owned"]) and not (self.contractual and not facts["contractual"])


LISTS = ("actions", "goals", "priorities", "tiers", "queues")
FLAGS = ("unowned", "contractual")
NAMES = {field.name for field in fields(Step)}


def standard(percents: Iterable[int]) -> tuple[Step, ...]:
    """Owner, then lead, then manager; of the breach all three hear (SLA-07)."""
    return tuple(Step(percent, hearers(percent)) for percent in sorted({*percents, BREACH}))


def hearers(percent: int) -> tuple[str, ...]:
    if percent < LEAD_FROM:
        return (TELL_OWNER,)
    return (TELL_OWNER, TELL_LEAD, TELL_MANAGER)[: 2 if percent < MANAGER_FROM else 3]


def complete(steps: Sequence[Step]) -> tuple[Step, ...]:
    """With the standard words about a breach, where no step has its own."""
    own = tuple(sorted(steps, key=lambda step: step.percent))
    return own if any(step.percent == BREACH for step in own) else (*own, Step(BREACH, hearers(BREACH)))


def actions(steps: Iterable[Step], percent: int, facts: Mapping[str, Any]) -> list[str]:
    """What happens at this level of a clock of which these facts hold, each once."""
    chosen = (step.actions for step in steps if step.percent == percent and step.fits(facts))
    return list(dict.fromkeys(action for several in chosen for action in several))


# To and from what a policy keeps


def written(steps: Iterable[Step]) -> list[dict]:
    return [{name: plain(value) for name in step.__slots__ if (value := getattr(step, name))} for step in steps]


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def read(said: object) -> tuple[Step, ...]:
    """The steps of a list of objects. Raises Unreadable with a sentence for each that is none."""
    if not isinstance(said, list) or len(said) > MOST:
        raise Unreadable([(0, f"A ladder is a list of at most {MOST} levels.")])
    faults = [(place, words) for place, one in enumerate(said) if (words := wrong(one))]
    if faults:
        raise Unreadable(faults)
    return tuple(step(one) for one in said)


def step(one: dict) -> Step:
    given: dict[str, Any] = {name: tuple(dict.fromkeys(one.get(name) or ())) for name in LISTS}
    return Step(one["percent"], **given | {name: bool(one.get(name)) for name in FLAGS})


def wrong(one: object) -> str:
    """What keeps it from being a step, in words."""
    if not isinstance(one, dict) or not one.keys() <= NAMES:
        return f"A level has {', '.join(sorted(NAMES))} and nothing else."
    percent = one.get("percent")
    if type(percent) is not int or not 0 < percent <= HIGHEST:
        return f"Give a whole percentage from 1 to {HIGHEST}."
    if any(type(one.get(name, False)) is not bool for name in FLAGS):
        return "Unowned and contractual are true or false."
    for name in LISTS:
        kind = int if name == "priorities" else str
        if not isinstance(one.get(name, []), (list, tuple)) or any(
            type(value) is not kind for value in one.get(name, ())
        ):
            return f"What stands under {name} is a list of {'numbers' if kind is int else 'words'}."
    strange = [action for action in one.get("actions", ()) if not known(action)]
    return f"“{strange[0]}” is nothing that a ladder does." if strange else ""


def known(action: str) -> bool:
    if action in PLAIN:
        return True
    to = target(action)
    return bool(to) and (action.startswith(TRANSFER) or whole(to) is not None)


def target(action: str) -> str:
    """Whom or what an action names: the number of a team or person, the key of a queue."""
    return next((action.removeprefix(prefix) for prefix in NAMING if action.startswith(prefix)), "")


# In words


def words(one: Step, names: Mapping[str, str] | None = None) -> str:
    """`names` knows what stands behind `tell:team:3` and the like."""
    done = [told(action, names or {}) for action in one.actions]
    return f"At {one.percent} %{conditions(one)}: {listed(done, 'and') or 'nothing'}"


def told(action: str, names: Mapping[str, str]) -> str:
    """What an older release knew and this one does not is said as it is written."""
    form = next((form for prefix, form in NAMING.items() if action.startswith(prefix)), PLAIN.get(action, action))
    return form.format(names.get(action, target(action)))


def conditions(one: Step) -> str:
    goals = [goal.replace("_", " ") for goal in one.goals]
    of = f" of {listed(goals, 'or')}" if goals else ""
    asked = [
        listed([f"P{priority}" for priority in one.priorities], "or"),
        listed([f"tier {tier}" for tier in one.tiers], "or"),
        listed([f"queue {queue}" for queue in one.queues], "or"),
        "unowned" if one.unowned else "",
        "under contract" if one.contractual else "",
    ]
    said = ", ".join(part for part in asked if part)
    return f"{of}, if {said}" if said else of


def listed(parts: Sequence[str], link: str) -> str:
    *most, last = parts or [""]
    return f"{', '.join(most)} {link} {last}" if most else last
