"""Which policy promises something here: the most specific one whose conditions all hold."""

from collections.abc import Iterable, Mapping
from typing import Protocol, TypeVar

CONDITIONS = ("type", "priority", "tier", "channel", "queue", "organisation_id")


class Conditional(Protocol):
    """What is chosen between. A condition that is None asks nothing."""

    key: str
    position: int


Chosen = TypeVar("Chosen", bound=Conditional)


def conditions(policy: Conditional) -> dict[str, object]:
    return {name: value for name in CONDITIONS if (value := getattr(policy, name)) is not None}


def matches(policy: Conditional, facts: Mapping[str, object]) -> bool:
    return all(facts.get(name) == value for name, value in conditions(policy).items())


def choose(policies: Iterable[Chosen], facts: Mapping[str, object]) -> Chosen | None:
    """The first in order of those that fit: the answer never depends on the order read."""
    return min((policy for policy in policies if matches(policy, facts)), key=order, default=None)


def order(policy: Conditional) -> tuple:
    """Most conditions first, then the lower position, then the key."""
    return -len(conditions(policy)), policy.position, policy.key


def rule(policy: Conditional) -> str:
    """The matched rule in words, as it stands on the ticket: `priority 2, tier gold, channel chat`."""
    return ", ".join(f"{name} {value}" for name, value in named(policy).items()) or "everything"


def named(policy: Conditional) -> dict[str, object]:
    """The conditions as people know them: an organisation by its name."""
    found = conditions(policy)
    number = found.pop("organisation_id", None)
    return found if number is None else found | {"organisation": getattr(policy, "organisation", number)}
