"""Merge fields (KB-15), pure: `{{requester.forename}}` becomes the forename, or nothing is written at all.

What a value holds is never looked at again: a requester who is called “{{agent.name}}” stays called that.
"""

import re
from collections.abc import Mapping

BRACED = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
FIELDS = {
    "requester.name": "Name of the requester",
    "requester.forename": "Forename of the requester",
    "requester.organisation": "Organisation of the requester",
    "ticket.reference": "Reference of the ticket",
    "ticket.title": "Subject of the ticket",
    "ticket.type": "Type of the ticket",
    "ticket.category": "Category",
    "ticket.component": "Component",
    "ticket.priority": "Priority (P1 to P4)",
    "ticket.queue": "Queue",
    "ticket.opened": "Day on which it was opened",
    "ticket.identifier": "The first technical identifier",
    "update.by": "When the next update is promised",
    "solution.happened": "What happened, of the resolution",
    "solution.steps": "Steps taken, of the resolution",
    "solution.advice": "What to do, of the resolution",
    "solution.prevention": "How to prevent it, of the resolution",
    "reopen.until": "Until when the requester may reopen",
    "agent.name": "Name of whoever writes",
    "agent.forename": "Forename of whoever writes",
    "agent.team": "Team of whoever writes",
}


def named(body: str) -> tuple[str, ...]:
    """The merge fields of a text, each once, in order."""
    return tuple(dict.fromkeys(match[1].strip() for match in BRACED.finditer(body)))


def unknown(body: str) -> tuple[str, ...]:
    """Those that there are not."""
    return tuple(name for name in named(body) if name not in FIELDS)


def missing(body: str, values: Mapping[str, object]) -> tuple[str, ...]:
    """Those that have no value here; white space is none."""
    return tuple(name for name in named(body) if not str(values.get(name) or "").strip())


def rendered(body: str, values: Mapping[str, object]) -> str:
    """The text with every field in it; whoever calls has looked that none is missing."""
    return BRACED.sub(lambda match: str(values[match[1].strip()]), body)


def label(name: str) -> str:
    return FIELDS.get(name, name)
