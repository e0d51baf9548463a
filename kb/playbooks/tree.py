"""Steps and where they lead (T-16), pure. Steps are numbered from 1; a step is a dict with `title`, `body`, `expected`
and, in a tree, `answers`: each a `label` and `to`, a number or one of the two exits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

CHECKLIST, TREE = "checklist", "tree"
SOLVED, ESCALATE = "solved", "escalate"
EXITS = (SOLVED, ESCALATE)
DONE, FAILED, SKIPPED, ANSWERED = "done", "failed", "skipped", "answered"

Step = Mapping
Taken = tuple[int, str]  # the number of a step, and its answer (empty: none)


@dataclass(frozen=True)
class Place:
    """Where a run stands: which steps can be done now, what was done last of each, and the exit that was reached."""

    open: tuple[int, ...]
    exit: str = ""
    done: Mapping[int, int] = field(default_factory=dict)  # step -> index of its last result


def faults(kind: str, steps: Sequence[Step]) -> list[str]:
    """What is wrong with these steps, in words."""
    if not steps:
        return ["Write at least one step."]
    untitled = [str(number) for number, step in enumerate(steps, 1) if not str(step.get("title") or "").strip()]
    if untitled:
        return [f"Step {untitled[0]} has no title."]
    return tree_faults(steps) if kind == TREE else list_faults(steps)


def list_faults(steps):
    asking = [number for number, step in enumerate(steps, 1) if step.get("answers")]
    return [f"Step {asking[0]} has answers: only a tree branches."] if asking else []


def tree_faults(steps):
    for number, step in enumerate(steps, 1):
        labels = [one["label"].strip() for one in step.get("answers") or ()]
        if len(labels) == 1 or "" in labels or len(set(labels)) < len(labels):
            return [f"Step {number} needs at least two different answers, or none."]
        lost = [to for to in leads_to(steps, number) if to not in EXITS and not (1 <= to <= len(steps))]
        if lost:
            return [f"Step {number} leads to step {lost[0]}, which there is not."]
    reached = reachable(steps)
    unreached = [number for number in range(1, len(steps) + 1) if number not in reached]
    if unreached:
        return [f"No way leads to step {unreached[0]}."]
    stuck = [number for number in range(1, len(steps) + 1) if not exits_from(steps, number)]
    if stuck:
        return [f"From step {stuck[0]} no way leads out."]
    return [] if ESCALATE in exits_from(steps, 1) else ["Somewhere it must lead to escalating."]


def leads_to(steps: Sequence[Step], number: int) -> tuple:
    """Where a step may lead; without answers to the next, and from the last one out, solved."""
    answers = steps[number - 1].get("answers") or ()
    if answers:
        return tuple(one["to"] for one in answers)
    return (number + 1,) if number < len(steps) else (SOLVED,)


def reachable(steps: Sequence[Step], start: int = 1) -> set:
    found: set = set()
    ahead: list = [start]
    while ahead:
        number = ahead.pop()
        if number in found:
            continue
        found.add(number)
        if number not in EXITS:
            ahead.extend(leads_to(steps, number))
    return found


def exits_from(steps, number):
    return {one for one in reachable(steps, number) if one in EXITS}


def place(kind: str, steps: Sequence[Step], taken: Iterable[Taken]) -> Place:
    """Where a run stands after what was done, in order."""
    done: dict[int, int] = {}
    if kind == CHECKLIST:
        done |= {number: index for index, (number, _) in enumerate(taken)}
        return Place(tuple(number for number in range(1, len(steps) + 1) if number not in done), "", done)
    at: object = 1
    for index, (number, answer) in enumerate(taken):
        if number == at:
            done[number] = index
            at = target(steps, number, answer)
    return Place((), str(at), done) if at in EXITS else Place((int(str(at)),), "", done)


def target(steps, number, answer):
    """Where this answer leads from this step."""
    answers = steps[number - 1].get("answers") or ()
    if not answers:
        return leads_to(steps, number)[0]
    return next(one["to"] for one in answers if one["label"] == answer)
