"""The names behind the keys of slices and filters, as far as this reader may know them."""

from typing import Any

from django.db.models import F, Value

from supportdesk.accounts.mask import mask_person
from supportdesk.accounts.models import Organisation, Person, Region, Team
from supportdesk.catalogue.models import Category, Component, Queue, TicketType
from tickets.desk.models.ticket import PRIORITIES
from tickets.desk.states import Channel

from .spread import WORDS

ROWS: dict[str, Any] = {
    "queue": Queue,
    "team": Team,
    "category": Category,
    "type": TicketType,
    "component": Component,
    "organisation": Organisation,
    "region": Region,
}
FIXED: dict[str, dict] = {
    "priority": dict(PRIORITIES),
    "channel": dict(Channel.choices),
    "tier": dict(Organisation.Tier.choices),
    "took": WORDS,
}
FILTERS = ("queue", "team", "category", "type", "component", "priority", "channel", "tier")


def names_of(viewer, by, keys) -> dict:
    """Key -> name, in one statement at most."""
    wanted = {key for key in keys if key is not None}
    if by in ROWS:
        return {pk: str(one) for pk, one in ROWS[by].objects.in_bulk(wanted).items()}
    if by == "person":
        seen = Person.objects.visible_to(viewer).in_bulk(wanted)
        return {pk: mask_person(viewer, one).name for pk, one in seen.items()}
    fixed = FIXED.get(by, {})
    return {key: fixed.get(key, str(key)) for key in wanted}


def offered(viewer, fields=FILTERS) -> dict:
    """What the filters of a board offer: field -> [(value, label)]. Two statements."""
    queues = list(Queue.objects.visible_to(viewer).offered().select_related("team"))
    known = {
        "queue": [(one.pk, one.name) for one in queues],
        "team": sorted({(one.team_id, one.team.name) for one in queues}, key=lambda one: one[1]),
    }
    known |= catalogue() | {field: list(words.items()) for field, words in FIXED.items()}
    return {field: known[field] for field in fields}


def catalogue() -> dict[str, list]:
    """Categories, types and components, by name."""
    found: dict[str, list] = {"category": [], "type": [], "component": []}
    above = {"category": F("parent__name"), "type": Value(""), "component": Value("")}
    parts = [
        ROWS[field].objects.offered().order_by().values_list(Value(field), "pk", "name", above[field])
        for field in found
    ]
    for field, pk, name, parent in parts[0].union(*parts[1:], all=True):
        found[field].append((pk, f"{parent} / {name}" if parent else name))
    return {field: sorted(rows, key=lambda row: row[1]) for field, rows in found.items()}
