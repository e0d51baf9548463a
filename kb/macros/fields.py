"""What a macro may change of a ticket besides what it says. In plain words: tickets stand above, and the test of their
own side holds both lists together."""

from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from supportdesk.errors import Refused

MOVES = {
    "start": "Start work",
    "wait_requester": "Wait for requester",
    "wait_internal": "Wait for a colleague",
    "wait_vendor": "Wait for vendor",
    "schedule": "Schedule",
}
WAITS = ("wait_requester", "wait_internal", "wait_vendor", "schedule")
REASONS = {
    "details": "Details from the requester",
    "confirmation": "Requester to try or confirm",
    "colleague": "A colleague's answer",
    "approval": "An approval",
    "problem": "A problem being worked on",
    "change": "A change or release",
    "vendor": "A vendor",
    "appointment": "An agreed date",
}
MODELS = {"type": TicketType, "category": Category, "component": Component, "queue": Queue}
LABELS = {
    "type": "Type",
    "category": "Category",
    "component": "Component",
    "tags": "Tags",
    "queue": "Queue",
    "take": "Owner",
    "move": "Status",
    "waiting_reason": "It waits for",
    "wait_days": "Days of waiting",
    "promise_hours": "Next update within hours",
}
MOST_DAYS, MOST_HOURS = 90, 24 * 14


def checked(given: dict) -> dict:
    """The field changes, in order; a name that there is not, a thing that is retired or half a wait is refused."""
    strange = [name for name in given if name not in LABELS]
    if strange:
        raise Refused(f"A macro cannot change “{strange[0]}”.", field="fields")
    said = {name: value for name, value in given.items() if value not in (None, "", [], False)}
    for name, model in MODELS.items():
        if name in said and not model.objects.offered().filter(pk=said[name]).exists():
            raise Refused(f"{LABELS[name]}: there is none that is offered.", field=name)
    require_tags(said.get("tags", []))
    require_move(said)
    require_number(said, "promise_hours", MOST_HOURS)
    return said


def require_tags(tags):
    if Tag.objects.offered().filter(pk__in=tags).count() != len(set(tags)):
        raise Refused("Tags: one of them is not offered.", field="tags")


def require_move(said):
    move = said.get("move")
    if move is not None and move not in MOVES:
        raise Refused("There is no such status to move to.", field="move")
    waits = move in WAITS
    if waits and said.get("waiting_reason") not in REASONS:
        raise Refused("Say what it waits for.", field="waiting_reason", missing=("waiting_reason",))
    if waits and "wait_days" not in said:
        raise Refused("Say how many days it waits.", field="wait_days", missing=("wait_days",))
    if not waits and ({"waiting_reason", "wait_days"} & set(said)):
        raise Refused("Only a wait has a reason and days.", field="move")
    require_number(said, "wait_days", MOST_DAYS)


def require_number(said, name, most):
    value = said.get(name)
    if value is not None and not (type(value) is int and 0 < value <= most):
        raise Refused(f"{LABELS[name]}: a number from 1 to {most}.", field=name)


def words(said: dict, names=None) -> list[tuple[str, str]]:
    """Each change as one reads it: (label, value). `names` are those of many, read at once."""
    names = names if names is not None else names_of([said])
    return [(LABELS[name], spoken(name, said[name], names)) for name in LABELS if name in said]


def names_of(all_said) -> dict:
    """The names of all things that these changes name: (kind, id) -> name. One statement per kind that is named."""
    found: dict = {}
    for kind, model in {**MODELS, "tags": Tag}.items():
        ids = {pk for said in all_said for pk in ids_in(said, kind)}
        rows = model.objects.filter(pk__in=ids) if ids else ()
        found |= {(kind, row.pk): row.name for row in rows}
    return found


def ids_in(said, kind):
    value = said.get(kind)
    return value if isinstance(value, list) else [value] if value else []


def spoken(name, value, names):
    if name in MODELS:
        return names.get((name, value), "what is gone")
    if name == "tags":
        return ", ".join(sorted(names.get((name, pk), "what is gone") for pk in value))
    if name == "take":
        return "whoever writes"
    return {"move": MOVES, "waiting_reason": REASONS}.get(name, {}).get(value, str(value))
