"""What is wrong with a policy before it promises anything, in words. Pure: policies in, sentences out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from . import coverage, ladder, ladder_lint, worktime
from .choose import conditions
from .lengths import short
from .models.goal import Goal
from .models.policy import BREACH, LONGEST_WEEKS

LONG_WEEKS = 52
WEEK = [timedelta(hours=hour) for hour in range(0, 7 * 24, 2)]
NEVER_AFTER = ((Goal.ACKNOWLEDGE, Goal.FIRST_RESPONSE), (Goal.FIRST_RESPONSE, Goal.RESOLUTION))
HARDLY_AFTER = ((Goal.NEXT_REPLY, Goal.RESOLUTION), (Goal.NEXT_UPDATE, Goal.RESOLUTION))
STANDS_STILL = {
    Goal.ACKNOWLEDGE: "Acknowledge ends when somebody takes notice, and before that nobody can wait for anything: its "
    "start and its pause exclude each other.",
    Goal.ASK: "A colleague is asked while the ticket waits for the answer: a clock that pauses then never runs.",
}


class Finding(NamedTuple):
    """One thing to say. What is `grave` is refused; `field` is where it stands in the form."""

    code: str
    field: str
    words: str
    grave: bool = True


@dataclass(frozen=True)
class World:
    """What a condition can name: of each fact its values with their names, and those that are over.

    `closed` has the facts that can have no other values.
    """

    values: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    retired: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    closed: Mapping[str, Sequence] = field(default_factory=dict)

    @property
    def tiers(self) -> tuple[str, ...]:
        return tuple(self.values.get("tier", ()))


def findings(policy, others: Sequence, world: World) -> list[Finding]:
    """Everything there is to say about a policy beside those that would be in force with it."""
    before, now = [one for one in others if one.key == policy.key], [one for one in others if one.key != policy.key]
    if policy.withdrawn:
        return list(gaps(policy, before, now, world))
    checks = (promises, order_of_targets, still, reach, levels, known)
    alone = chain.from_iterable(check(policy, world) for check in checks)
    beside = (twins(policy, now), unreachable(policy, now, world), ousted(policy, before, now, world))
    return [*alone, *chain.from_iterable(beside), *gaps(policy, before, now, world)]


def promises(policy, world) -> Iterator[Finding]:
    if not policy.targets_cached:
        yield Finding("empty", "", "It promises nothing. Give at least one target.")


def order_of_targets(policy, world) -> Iterator[Finding]:
    targets = {target.goal: target for target in policy.targets_cached}
    for pairs, grave in ((NEVER_AFTER, True), (HARDLY_AFTER, False)):
        for first, second in pairs:
            if first in targets and second in targets:
                yield from in_order(targets[first], targets[second], grave)
    if Goal.FIRST_RESPONSE not in targets and {Goal.ACKNOWLEDGE, Goal.RESOLUTION} <= set(targets):
        yield from in_order(targets[Goal.ACKNOWLEDGE], targets[Goal.RESOLUTION], grave=True)


def in_order(first, second, grave) -> Iterator[Finding]:
    """The second promise may not fall due before the first."""
    names = Goal(first.goal).words, Goal(second.goal).words.lower()
    if first.calendar.hours == second.calendar.hours:
        if second.seconds < first.seconds:
            words = f"{names[0]} ({short(first.seconds)}) would be due after {names[1]} ({short(second.seconds)})."
            yield Finding("order", first.goal, words, grave)
        return
    wrong = [at for at in probes(first) if due(second, at) < due(first, at)]
    if wrong:
        at = wrong[0].astimezone(ZoneInfo(first.calendar.zone))
        words = f"Opened {at:%A %H:%M}, {names[0].lower()} would be due after {names[1]}: they count in other hours."
        yield Finding("order", first.goal, words, grave and len(wrong) == len(WEEK))


def probes(target) -> list[datetime]:
    """Every other hour of the week in which its policy begins."""
    return [target.policy.effective_from + step for step in WEEK]


def due(target, at: datetime) -> datetime:
    return worktime.add(target.calendar.hours, at, target.seconds)


def still(policy, world) -> Iterator[Finding]:
    for target in policy.targets_cached:
        if target.pauses and target.goal in STANDS_STILL:
            yield Finding("stands_still", target.goal, STANDS_STILL[target.goal])


def reach(policy, world) -> Iterator[Finding]:
    for target in policy.targets_cached:
        weeks = target.seconds / target.calendar.hours.weekly
        said = f"{short(target.seconds)} in hours that are open {short(target.calendar.hours.weekly)} a week"
        if weeks > LONGEST_WEEKS:
            yield Finding("reach", target.goal, f"{said} would take more than ten years.")
        elif weeks > LONG_WEEKS:
            yield Finding("long", target.goal, f"{said} take more than a year.", grave=False)


def levels(policy, world) -> Iterator[Finding]:
    shares = [share for share in policy.levels if share < BREACH]
    if not shares:
        yield Finding("unwarned", "ladder", "Nobody is warned before it is too late.", grave=False)
    if policy.steps is not None:
        goals = [target.goal for target in policy.targets_cached]
        for place, words, grave in ladder_lint.lint(ladder.read(policy.steps), goals=goals, tiers=world.tiers):
            yield Finding("level", "ladder", words if place is None else f"Level {place + 1}: {words}", grave)


def known(policy, world) -> Iterator[Finding]:
    for name, value in conditions(policy).items():
        said = name.removesuffix("_id")
        if value in world.retired.get(name, {}):
            words = f"The {said} “{world.retired[name][value]}” is retired: no ticket comes to it any more."
            yield Finding("retired", said, words)
        elif name in world.values and value not in world.values[name]:
            yield Finding("unknown", said, f"There is no {said} “{value}”.")


def twins(policy, others) -> Iterator[Finding]:
    for one in others:
        if conditions(one) == conditions(policy) and one.position == policy.position:
            words = f"“{one.name}” has the same conditions and the same position: nobody could say which applies."
            yield Finding("twin", "position", words)


def unreachable(policy, others, world) -> Iterator[Finding]:
    """What nothing is left to; the policy that asks nothing is there for what may come, and stays."""
    always = coverage.shadows(policy, others, world.closed) if conditions(policy) else []
    if always:
        yield Finding("shadowed", "position", f"It would never apply: {named(always)} always {goes(always)} before it.")


def ousted(policy, before, others, world) -> Iterator[Finding]:
    """Those that could apply until now and never would again."""
    for one in others:
        rest = [each for each in others if each.key != one.key]
        if not conditions(one) or not coverage.shadows(one, [*rest, policy], world.closed):
            continue
        if not coverage.shadows(one, [*rest, *before], world.closed):
            yield Finding("ousts", "position", f"“{one.name}” would never apply any more: this always goes before it.")


def gaps(policy, before, others, world) -> Iterator[Finding]:
    """Tickets to which nothing is promised. Refused where this very change leaves them without."""
    kept = others if policy.withdrawn else [*others, policy]
    open_to = coverage.gap(kept, world.closed)
    if open_to is None:
        return
    asked = ", ".join(f"{name.removesuffix('_id')} {value}" for name, value in open_to.items())
    words = f"Nothing would be promised to a ticket of {asked}: no policy is left for what no other fits."
    grave = coverage.gap([*others, *before], world.closed) is None
    yield Finding("fallback", "", words, grave)


def named(policies) -> str:
    names = [f"“{one.name}”" for one in policies]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def goes(policies) -> str:
    return "goes" if len(policies) == 1 else "one of them goes"
