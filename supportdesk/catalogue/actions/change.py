from django.db import models, transaction

from supportdesk import clock
from supportdesk.catalogue import policy
from supportdesk.catalogue.kinds import Kind
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from supportdesk.catalogue.sound import require_sound
from supportdesk.errors import WrongState
from supportdesk.events.record import record

FIELDS = {
    Queue: ("name", "team", "region"),
    TicketType: ("name", "queue"),
    Category: ("name", "parent"),
    Component: ("name",),
    Tag: ("name",),
}


@transaction.atomic
def change(thing, *, by, seen, **values):
    """Rename or move a queue, type, category, component or tag; `values` are among its FIELDS. Its tickets keep it.
    Raises Conflict when `seen` is not the present version."""
    thing.lock(seen)
    policy.require(by, policy.right(thing), thing)
    if thing.retired_at:
        raise WrongState(f"{thing} is retired.")
    changes = put(thing, values)
    policy.require(by, policy.right(thing), thing)
    require_sound(thing)
    if changes:
        thing.version += 1
        thing.save(update_fields=[*changes, "version"])
        record(Kind.CHANGED, thing, by=by, at=clock.now(), text={"changes": changes}, version=thing.version)
    return thing


def put(thing, values):
    changes = {}
    for name in FIELDS[type(thing)]:
        if name not in values:
            continue
        was, now = getattr(thing, name), values[name]
        now = " ".join(now.split()) if isinstance(now, str) else now
        if was != now:
            setattr(thing, name, now)
            changes[name] = [spoken(was), spoken(now)]
    return changes


def spoken(value):
    return str(value) if isinstance(value, models.Model) else value
