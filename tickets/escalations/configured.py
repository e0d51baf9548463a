"""What of escalations can be set."""

from supportdesk.configuration.definitions import Definition, number, some_of
from supportdesk.configuration.values import value

from .fields import FIELDS
from .states import IMMEDIATE, Target, Trigger

NAMES = frozenset(one.id for one in FIELDS)


def wrong_waivers(given):
    """What is wrong with `{target: [field, …]}`."""
    if not isinstance(given, dict) or not set(given) <= set(Target.values):
        return f"Give a list of fields for each of {', '.join(Target.values)}."
    fits = all(isinstance(names, list) and set(map(str, names)) <= NAMES for names in given.values())
    return "" if fits else "Fields are P-01 to P-34."


DEFINITIONS = (
    Definition(
        "escalation_immediate",
        "Triggers that are immediate",
        [one.value for one in IMMEDIATE],
        some_of(*Trigger.values),
        "They skip the time-box and the exhausted playbook, and go with 60 % of the packet.",
        choices=tuple(Trigger.choices),
        later=True,
    ),
    Definition(
        "escalation_waived",
        "Packet fields that a target does not need",
        {},
        wrong_waivers,
        "Such as P-08 for the next tier.",
        group="escalations",
        later=True,
    ),
    Definition(
        "escalation_ping_pong", "Returns and redirects after which the lead is told", 2, number(1, 20), later=True
    ),
    Definition("escalation_reminder_hours", "Hours between two reminders to a receiver", 4, number(1, 168), later=True),
)


def immediate(trigger, at=None) -> bool:
    return trigger in value("escalation_immediate", at)


def waived(target, at=None) -> frozenset[str]:
    return frozenset(value("escalation_waived", at).get(target, ()))


def ping_pong(at=None) -> int:
    return value("escalation_ping_pong", at)


def reminder_hours(at=None) -> int:
    return value("escalation_reminder_hours", at)
