from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import handing, offered, past, policy, timers
from ..kinds import Kind

UNCHANGED = object()


@transaction.atomic
def classify(ticket, *, by, seen, type=UNCHANGED, category=UNCHANGED, component=UNCHANGED, tags=UNCHANGED, at=None):
    """Say what a ticket is about: type, category, component, tags (C 3). A new type brings the
    promises and the queue of that type (T-03). Retired categories and tags are refused (T-04)."""
    ticket.lock(seen)
    policy.require(by, "set_category", ticket)
    now = past.instant(by, at)
    given = {"type": type, "category": category, "component": component}
    values = {name: value for name, value in given.items() if value is not UNCHANGED}
    offered.require(by, ticket, **values)
    require_tags_offered(ticket, tags, by)
    retyped = "type" in values and values["type"] != ticket.type
    ticket.put(**values)
    if retyped:
        handing.follow_type(ticket, now)
        timers.retarget(ticket, now, by=by)
    changes = ticket.write(now, also=("transfer_count",), beside=retag(ticket, tags))
    if changes:
        text, facts = {"changes": changes}, {"facts": ticket.facts()} if retyped else {}
        record(Kind.CLASSIFIED, ticket, by=by, at=now, text=text, version=ticket.version, **facts)
    return ticket


def require_tags_offered(ticket, tags, by):
    """A retired tag stays where it is and is not given to others (T-04)."""
    retired = [tag for tag in tags if tag.retired_at] if tags is not UNCHANGED and by.via != "import" else []
    own = set(ticket.tags.all()) if retired else set()
    for tag in retired:
        if tag not in own:
            raise Refused(f"“{tag}” is retired.", field="tags")


def retag(ticket, tags):
    """The change of tags by name, [old, new], or nothing."""
    if tags is UNCHANGED:
        return {}
    before, after = set(ticket.tags.all()), set(tags)
    if before == after:
        return {}
    ticket.tags.remove(*(before - after))
    ticket.tags.add(*(after - before))
    return {"tags": [", ".join(sorted(tag.name for tag in one)) for one in (before, after)]}
