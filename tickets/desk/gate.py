"""Which fields a transition still lacks (T-07, T-27, T-28). Pure: values in, names out."""

from collections.abc import Iterable, Mapping

TRIAGE = ("title", "requester", "channel", "queue", "type", "category", "impact", "urgency", "priority")
BESIDE = ("component", "environment", "version")
TRIAGE_BY_TYPE = {"defect": (*TRIAGE, *BESIDE)}

RESOLUTION = ("happened", "cause_class", "root_cause", "steps", "verification", "advice", "prevention", "code")
RESOLUTION_BY_TYPE = {
    "question": ("happened", "cause_class", "steps", "advice", "code"),
    "feedback": ("happened", "cause_class", "steps", "advice", "code"),
    "service_request": ("happened", "cause_class", "steps", "verification", "advice", "code"),
    "access_request": ("happened", "cause_class", "steps", "verification", "advice", "code"),
}
# What the closing message says besides how to reopen, which the desk itself always says (COM-07).
CLOSING = ("happened", "steps", "advice", "prevention")
NOT_ASKED = "Not asked of tickets of this type."
# Whatever is configured: without these nothing can be promised, and nothing counted.
ALWAYS_AT_TRIAGE = ("title", "requester", "channel", "queue", "type", "impact", "urgency", "priority")
ALWAYS_AT_RESOLUTION = ("cause_class", "code")
LABELS = {
    "title": "Title",
    "requester": "Requester",
    "channel": "Channel",
    "queue": "Queue",
    "type": "Type",
    "category": "Category",
    "component": "Component",
    "environment": "Environment",
    "version": "Product version",
    "impact": "Impact",
    "urgency": "Urgency",
    "priority": "Priority",
    "happened": "What happened",
    "cause_class": "Cause class",
    "root_cause": "Root cause",
    "steps": "Steps taken",
    "verification": "How it was verified",
    "advice": "What the requester should do",
    "prevention": "How to prevent it",
    "code": "Resolution code",
}


def fields(rules: Mapping[str, Iterable[str]], type_key: str | None) -> tuple[str, ...]:
    """What the rules ask of this type: its own list, else the one of all others (under "")."""
    return tuple(rules.get(type_key or "", rules.get("", ())))


def triage_fields(type_key: str | None) -> tuple[str, ...]:
    """What must be known before a ticket of this type counts as triaged."""
    return TRIAGE_BY_TYPE.get(type_key or "", TRIAGE)


def resolution_fields(type_key: str | None) -> tuple[str, ...]:
    """The parts of the resolution record (T-27) that a ticket of this type must have."""
    return RESOLUTION_BY_TYPE.get(type_key or "", RESOLUTION)


def missing(required: tuple[str, ...], values: Mapping[str, object]) -> tuple[str, ...]:
    """The required names whose value is empty, in order; white space is empty."""
    return tuple(name for name in required if not filled(values.get(name)))


def waived(required: tuple[str, ...], values: Mapping[str, object], given: Mapping[str, str]) -> dict[str, str]:
    """Why each part of the closing message that says nothing is left out: as it was given, or because a type does not
    ask for it (COM-07)."""
    empty = missing(CLOSING, values)
    said = {name: reason.strip() for name, reason in given.items() if name in empty and filled(reason)}
    return {name: NOT_ASKED for name in empty if name not in required} | said


def filled(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None


def completeness(required: tuple[str, ...], values: Mapping[str, object]) -> int:
    """Whole per cent of the required fields that are filled: 8 of 10 are 80."""
    if not required:
        return 100
    return 100 * (len(required) - len(missing(required, values))) // len(required)


def words(names: tuple[str, ...]) -> str:
    """The names as a person reads them: “Category, Impact”."""
    return ", ".join(LABELS.get(name, name) for name in names)
