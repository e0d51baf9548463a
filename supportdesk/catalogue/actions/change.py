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
    TicketType: ("name", "queue", "description"),
    Category: ("name", "parent"),
    Component: ("name",),
    Tag: ("name",),
}


@transaction.atomic
def change(thing, *, by, seen, categories=None, **values):
    """Rename or move a queue, type, category, component or tag; `values` are among its FIELDS, and `categories` what a
    type asks its requesters to choose from. Its tickets keep it. Raises Conflict when `seen` is not the present one."""
    thing.lock(seen)
    policy.require(by, policy.right(thing), thing)
    if thing.retired_at:
        raise WrongState(f"{thing} is retired.")
    changes = put(thing, values) | asked(thing, categories)
    policy.require(by, policy.right(thing), thing)
    require_sound(thing)
    if changes:
        thing.version += 1
        thing.save(update_fields=[*(name for name in changes if name != "categories"), "version"])
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


def asked(type, categories):
    if categories is None:
        return {}
    was, now = sorted(map(str, type.categories.all())), sorted(map(str, categories))
    type.categories.set(categories)
    return {"categories": [", ".join(was), ", ".join(now)]} if was != now else {}


def spoken(value):
    return str(value) if isinstance(value, models.Model) else value
