"""What can be set, and what holds until somebody sets it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.conf import settings

Check = Callable[[object], str]


@dataclass(frozen=True)
class Definition:
    """`wrong` says in words what is wrong with a value, or nothing. `group` is the page on which it stands; what can be
    `later` is not asked when an empty desk is opened; `right` is what whoever confirms it must have."""

    key: str
    label: str
    default: object
    wrong: Check
    hint: str = ""
    group: str = "settings"
    choices: tuple = ()
    later: bool = False
    right: str = "configure"


def number(least, most):
    """A whole number between two others."""

    def wrong(value):
        fits = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if fits else f"Give a whole number from {least} to {most}."

    return wrong


def line(longest):
    def wrong(value):
        fits = isinstance(value, str) and value.strip() and len(value) <= longest and value.isprintable()
        return "" if fits else f"Give one line of at most {longest} characters."

    return wrong


def some_of(*allowed):
    def wrong(value):
        fits = (
            isinstance(value, list) and len(value) == len(set(map(str, value))) and set(map(str, value)) <= set(allowed)
        )
        return "" if fits else f"Choose among {', '.join(allowed)}."

    return wrong


def one_of(*allowed):
    def wrong(value):
        return "" if isinstance(value, str) and value in allowed else f"Choose one of {', '.join(allowed)}."

    return wrong


@cache
def known():
    """Every definition by its key: each app that reads values names its own (settings.CONFIGURED)."""
    found = [one for name in settings.CONFIGURED for one in import_module(name).DEFINITIONS]
    return {one.key: one for one in found}


DEFINITIONS = (
    Definition("desk_name", "Name of the desk", "Supportdesk", line(100), "Whose desk it is."),
    Definition(
        "minimum_sample",
        "Smallest sample that is ranked",
        20,
        number(1, 10_000),
        "A figure of fewer is shown grey, with its number.",
    ),
    Definition(
        "recurrence_days",
        "Days in which a cause that comes back counts as a recurrence",
        90,
        number(1, 3650),
    ),
    Definition("cadence_hours", "Hours between updates where nothing else is agreed", 24, number(1, 720)),
    Definition("retention_months", "Months for which what is closed is kept", 36, number(1, 600)),
)
