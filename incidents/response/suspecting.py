"""From how many similar tickets, in how many minutes, and by what they are alike: what of the rule can be set (INC-02).
Whoever asks names the instant."""

from datetime import timedelta

from supportdesk.configuration.definitions import Definition, number, some_of
from supportdesk.configuration.values import value

MEASURES = ("error_code", "component", "category")
DEFINITIONS = (
    Definition(
        "suspicion_count",
        "Similar tickets that make a suspicion",
        5,
        number(2, 100),
        "When that many tickets are about the same, an incident is suspected.",
        later=True,
    ),
    Definition("suspicion_minutes", "Minutes in which they have to come together", 15, number(1, 24 * 60), later=True),
    Definition(
        "suspicion_measures",
        "By what tickets are alike",
        list(MEASURES),
        some_of(*MEASURES),
        "The same error code, component or category.",
        choices=tuple((name, name.replace("_", " ").capitalize()) for name in MEASURES),
        later=True,
    ),
)


def count(at=None) -> int:
    return value("suspicion_count", at)


def window(at=None) -> timedelta:
    return timedelta(minutes=value("suspicion_minutes", at))


def measures(at=None) -> list:
    return value("suspicion_measures", at)
