"""The names behind the keys of slices and filters, as far as this reader may know them."""

from typing import Any

from supportdesk.accounts.mask import mask_person
from supportdesk.accounts.models import Organisation, Person, Region, Team
from supportdesk.catalogue.models import Category, Queue, TicketType
from tickets.desk.models.ticket import PRIORITIES
from tickets.desk.states import Channel

ROWS: dict[str, Any] = {
    "queue": Queue,
    "team": Team,
    "category": Category,
    "type": TicketType,
    "organisation": Organisation,
    "region": Region,
}
FIXED: dict[str, dict] = {
    "priority": dict(PRIORITIES),
    "channel": dict(Channel.choices),
    "tier": dict(Organisation.Tier.choices),
}


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


def offered(viewer) -> dict:
    """What the filters of a board offer: field -> [(value, label)]."""
    queues = Queue.objects.visible_to(viewer).offered().select_related("team")
    listed = [(one.pk, one.name, one.team_id, one.team.name) for one in queues]
    return {
        "queue": [(pk, name) for pk, name, _, _ in listed],
        "team": sorted({(team, name) for _, _, team, name in listed}, key=lambda one: one[1]),
        "category": [(one.pk, str(one)) for one in Category.objects.offered().select_related("parent")],
        "type": [(one.pk, one.name) for one in TicketType.objects.offered()],
    } | {field: list(words.items()) for field, words in FIXED.items()}
