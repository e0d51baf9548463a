"""What a ladder says that cannot be meant. Pure."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from .ladder import ASK_REASON, BREACH, HANDS, RAISE, RELEASE, TELL_OWNER, TRANSFER, Step, target

TELLING = "tell:"
PRIORITIES = (1, 2, 3, 4)


class Finding(NamedTuple):
    """`place` is the level meant, from 0, or none; what is grave keeps the ladder from being published."""

    place: int | None
    words: str
    grave: bool = True


def lint(steps: Sequence[Step], *, goals: Collection[str] = (), tiers: Collection[str] = ()) -> list[Finding]:
    """Every contradiction of these steps, then what is only doubtful. `goals` are those that the policy promises,
    `tiers` those that there are."""
    alone = [Finding(place, words) for place, step in enumerate(steps) for words in contradictions(step, tiers)]
    pairs = [finding for a, b in combinations(range(len(steps)), 2) for finding in between(steps, a, b)]
    doubts = [Finding(place, words, False) for place, step in enumerate(steps) for words in doubtful(step, goals)]
    return [*alone, *pairs, *doubts, *silence(steps)]


def contradictions(step: Step, tiers: Collection[str]) -> Iterator[str]:
    hands = [action for action in step.actions if action.startswith(HANDS)]
    found: list[tuple[bool, str]] = [
        (not step.actions, "Say what happens at this level."),
        (len(hands) > 1, "Only one of these can be done at once: assign it, take it from its owner, send it on."),
        (ASK_REASON in step.actions and step.percent < BREACH, "There is no breach to explain before 100 %."),
        (RAISE in step.actions and step.priorities == (1,), "A P1 cannot be raised any further."),
        (step.unowned and TELL_OWNER in step.actions, "Nobody owns these tickets, so there is no owner to tell."),
        (step.unowned and RELEASE in step.actions, "Nobody owns these tickets, so there is nobody to take them from."),
        (step.unowned and ASK_REASON in step.actions, "Nobody owns these tickets, so there is nobody to ask."),
        (any(one not in PRIORITIES for one in step.priorities), "Priorities go from 1 to 4."),
        (bool(tiers) and any(one not in tiers for one in step.tiers), f"The tiers are {', '.join(tiers)}."),
    ]
    return (words for holds, words in found if holds)


def between(steps: Sequence[Step], a: int, b: int) -> Iterator[Finding]:
    """Two levels at one percentage that can hold of the same ticket."""
    one, other = steps[a], steps[b]
    if one.percent != other.percent or not overlap(one, other):
        return
    if one == other:
        yield Finding(b, f"This is level {a + 1} again.")
    elif hands(one) and hands(other) and hands(one) != hands(other):
        yield Finding(b, f"Level {a + 1} gives the same tickets at the same time to somebody else.")


def hands(step: Step) -> list[str]:
    return [action for action in step.actions if action.startswith(HANDS)]


LISTED: tuple[Callable[[Step], tuple], ...] = (
    lambda step: step.goals,
    lambda step: step.priorities,
    lambda step: step.tiers,
    lambda step: step.queues,
)


def overlap(one: Step, other: Step) -> bool:
    return all(not part(one) or not part(other) or set(part(one)) & set(part(other)) for part in LISTED)


def doubtful(step: Step, goals: Collection[str]) -> Iterator[str]:
    strange = [goal.replace("_", " ") for goal in step.goals if goals and goal not in goals]
    if strange:
        yield f"This policy does not promise {' or '.join(strange)}: the level never comes."
    sent = [target(action) for action in step.actions if action.startswith(TRANSFER)]
    if sent and step.queues == (sent[0],):
        yield "It sends tickets to the queue in which they are."


def silence(steps: Sequence[Step]) -> list[Finding]:
    """Own words about the breach that not everybody gets."""
    own = [step for step in steps if step.percent == BREACH]
    told = [step for step in own if any(action.startswith(TELLING) for action in step.actions)]
    if not own or any(part == Step(BREACH, part.actions) for part in told):
        return []
    return [
        Finding(None, "Of some breaches nobody is told: no level at 100 % without conditions tells anybody.", False)
    ]
