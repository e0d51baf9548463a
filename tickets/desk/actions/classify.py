from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy, timers
from ..kinds import Kind

UNCHANGED = object()


@transaction.atomic
def classify(ticket, *, by, seen, type=UNCHANGED, category=UNCHANGED, component=UNCHANGED, tags=UNCHANGED, at=None):
    """Say what a ticket is about: type, category, component, tags (C 3). A new type brings the
    promises of that type (T-03). Retired categories and tags are refused (T-04)."""
    ticket.lock(seen)
    policy.require(by, "set_category", ticket)
    now = past.instant(by, at)
    given = {"type": type, "category": category, "component": component}
    values = {name: value for name, value in given.items() if value is not UNCHANGED}
    for name, value in values.items():
        require_offered(name, value, getattr(ticket, name), by)
    retyped = "type" in values and values["type"] != ticket.type
    ticket.put(**values)
    if retyped:
        timers.retarget(ticket, now, by=by)
    tagged = retag(ticket, tags)
    if tagged:
        ticket.version += 1
    changes = {**ticket.write(now), **tagged}
    if changes:
        text = {"changes": changes}
        record(Kind.CLASSIFIED, ticket, by=by, at=now, text=text, version=ticket.version)
    return ticket


def require_offered(name, value, present, by):
    """What is retired stays on the tickets that have it and is not given to others (T-04)."""
    if value is not None and value != present and value.retired_at and by.via != "import":
        successor = f" Use “{value.successor}”." if value.successor_id else ""
        raise Refused(f"“{value}” is retired.{successor}", field=name)


def retag(ticket, tags):
    """The change of tags by name, [old, new], or nothing."""
    if tags is UNCHANGED:
        return {}
    before = sorted(tag.name for tag in ticket.tags.all())
    after = sorted(tag.name for tag in tags)
    if before == after:
        return {}
    ticket.tags.set(tags)
    return {"tags": [", ".join(before), ", ".join(after)]}
