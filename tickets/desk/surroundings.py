"""Where what a ticket is about happens (T-06): in which environment, which version, on what.

One block of plain words beside the ticket. What is not said is not kept; the gate asks of a defect what it needs."""

import re
from collections.abc import Mapping

from supportdesk.accounts import zones
from supportdesk.errors import Refused

LABELS = {
    "environment": "Environment",
    "version": "Product version",
    "tenant": "Tenant",
    "region": "Region of the service",
    "platform": "Platform",
    "app_version": "App version",
    "os": "Operating system",
    "browser": "Browser",
    "device": "Device",
    "account_tier": "Tier of the account",
    "flags": "Feature flags",
    "time_zone": "Time zone",
}
CHOICES = {
    "environment": {"production": "Production", "staging": "Staging", "sandbox": "Sandbox"},
    "platform": {"web": "Web", "mobile": "Mobile", "desktop": "Desktop agent"},
}
LONGEST = 120
NUMBER = re.compile(r"\d{1,9}")


def checked(told: Mapping[str, str]) -> dict[str, str]:
    """What was said, on one line each. Raises Refused, naming the field."""
    return {name: fitting(name, " ".join(value.split())) for name, value in told.items()}


def fitting(name: str, value: str) -> str:
    if name not in LABELS:
        raise Refused("There is no such part of the surroundings.", field=name)
    if value and name in CHOICES and value not in CHOICES[name]:
        raise Refused(f"{LABELS[name]} is one of {', '.join(CHOICES[name])}.", field=name)
    if len(value) > LONGEST or not value.isprintable():
        raise Refused(f"{LABELS[name]} is one line of at most {LONGEST} characters.", field=name)
    if value and name == "time_zone" and value not in zones.known():
        raise Refused("A time zone has a name such as Europe/Berlin.", field=name)
    return value


def renewed(known: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """What is not named stays; what is empty is taken away."""
    return {name: value for name, value in {**known, **told}.items() if value}


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    names = [name for name in LABELS if before.get(name, "") != now.get(name, "")]
    return {name: [before.get(name, ""), now.get(name, "")] for name in names}


def put(ticket, told: Mapping[str, str]) -> dict[str, list[str]]:
    """Set it on the ticket, not yet written. Answers what changes by it: name to before and now."""
    before, ticket.surroundings = ticket.surroundings, renewed(ticket.surroundings, checked(told))
    return changes(before, ticket.surroundings)


def spoken(known: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Name, label and words of each, in the order of the labels."""
    return [
        (name, label, CHOICES.get(name, {}).get(known[name], known[name]))
        for name, label in LABELS.items()
        if known.get(name)
    ]


def supported(version: str, oldest: str) -> bool:
    """Not older than the oldest that is. Of words without a number nobody can tell, and they pass."""
    given, least = numbers(version), numbers(oldest)
    return not given or not least or given >= least


def numbers(version: str) -> tuple[int, ...]:
    """2.10.0 comes after 2.9, and is 2.10."""
    found = [int(one) for one in NUMBER.findall(version)]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)
