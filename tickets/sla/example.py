"""What policies do to an example ticket, in words. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from . import worktime
from .choose import choose, conditions, matches, order, rule
from .models.goal import Goal
from .models.policy import Policy, Target

FROM_OPENING = {
    Goal.ACKNOWLEDGE: "acknowledged by",
    Goal.FIRST_RESPONSE: "first reply by",
    Goal.RESOLUTION: "resolved by",
}
LATER = {
    Goal.NEXT_REPLY: "every further question answered within",
    Goal.NEXT_UPDATE: "an update at least every",
    Goal.OWNERSHIP: "each team done or handed on within",
    Goal.ASK: "a colleague's answer within",
}
INSTEAD = "it has the lower position"
YEARS = range(2000, 2101)  # beyond, a due time may lie outside of what the machine can say


class Due(NamedTuple):
    target: Target
    at: datetime | None  # nothing where it does not count from the opening


class Example(NamedTuple):
    opened_at: datetime
    policy: Policy | None
    behind: Policy | None  # what would have applied without it
    dues: tuple[Due, ...] = ()


def example(policies: Sequence[Policy], facts: Mapping[str, object], opened_at: datetime) -> Example:
    """Which of these policies applies to a ticket of these facts, and what it promises."""
    policy = choose(policies, facts)
    if policy is None:
        return Example(opened_at, None, None)
    behind = choose([one for one in policies if one is not policy], facts)
    return Example(opened_at, policy, behind, tuple(due(target, opened_at) for target in ordered(policy)))


def ordered(policy: Policy) -> list[Target]:
    """In the order of the goals."""
    places = list(Goal.values)
    return sorted(policy.targets_cached, key=lambda target: places.index(target.goal))


def due(target: Target, opened_at: datetime) -> Due:
    if target.goal not in FROM_OPENING:
        return Due(target, None)
    return Due(target, worktime.add(target.calendar.hours, opened_at, target.seconds))


def said(one: Example, zone: tzinfo) -> str:
    """The whole of it in one or two sentences, at the times of this zone."""
    opened = one.opened_at.astimezone(zone)
    if one.policy is None:
        return f"Opened {day(opened)}: nothing is promised, because no policy fits."
    parts = [spoken(each, opened, zone) for each in one.dues]
    told = f"Opened {day(opened)}: {', '.join(parts) or 'nothing is promised'}, because {because(one.policy)}."
    return told if one.behind is None else f"{told} {instead(one.policy, one.behind)}"


def because(policy: Policy) -> str:
    return f"policy {policy.name} ({rule(policy)}) applies"


def instead(policy: Policy, behind: Policy) -> str:
    """Why not the next one."""
    more, less = len(conditions(policy)), len(conditions(behind))
    why = f"it asks for more ({more} against {less})" if more > less else INSTEAD
    return f"It goes before {behind.name} ({rule(behind)}), for {why}."


def spoken(one: Due, opened: datetime, zone: tzinfo) -> str:
    goal = Goal(one.target.goal)
    if one.at is None:
        return f"{LATER[goal]} {one.target.words}"
    return f"{FROM_OPENING[goal]} {moment(one.at.astimezone(zone), opened)}"


def moment(at: datetime, opened: datetime) -> str:
    """As short as it is clear: the hour alone on the day of the opening."""
    return f"{at:%H:%M}" if at.date() == opened.date() else day(at, opened)


def day(at: datetime, opened: datetime | None = None) -> str:
    year = f" {at.year}" if opened is not None and at.year != opened.year else ""
    return f"{at:%A} {at.day} {at:%B}{year} {at:%H:%M}"


def runners(policies: Sequence[Policy], facts: Mapping[str, object]) -> list[Policy]:
    """All that fit, in the order in which they go."""
    return sorted((one for one in policies if matches(one, facts)), key=order)
