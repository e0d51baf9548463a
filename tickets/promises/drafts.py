"""A draft as a what-if keeps it: what is asked about is what stood there when it was asked, whatever becomes of it."""

from tickets.sla.models import Calendar, Draft, Policy
from tickets.sla.models.draft import MODELS


def kept(draft) -> dict:
    said = {name: getattr(draft, name) for name in ("key", "name", "content", "policies")}
    return {"id": draft.pk, "kind": draft.what, **said}


def drafted(kept, at) -> Policy | Calendar:
    """The version in memory. Its promises are counted in the calendars that are in force at `at`."""
    return MODELS[kept["kind"]].drafted(kept["content"], key=kept["key"], effective_from=at)


def stay_behind(kept) -> frozenset[str]:
    """The policies that count in a drafted calendar and are not to move to it."""
    return frozenset(key for key, moves in kept["policies"].items() if not moves)


def open_drafts(person):
    return Draft.objects.visible_to(person).open().order_by("what", "key")
