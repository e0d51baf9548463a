from django.db import transaction

from supportdesk import clock
from supportdesk.catalogue import policy
from supportdesk.catalogue.kinds import Kind
from supportdesk.catalogue.models import Category, Component, Queue
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def add_queue(team, *, by, key, name, organisation=None, region=None):
    """Open a queue that a team works."""
    queue = Queue(key=key, name=name, team=team, organisation=organisation, region=region)
    return keep(queue, "change_queue", by)


@transaction.atomic
def add_category(parent, *, by, key, name):
    """Offer a category, at the top or below another one; two levels at most."""
    if parent is not None and parent.parent_id:
        raise Refused("Categories have two levels at most.", field="parent")
    return keep(Category(parent=parent, key=key, name=name), "change_taxonomy", by)


@transaction.atomic
def add_component(key, *, by, name):
    """Offer a component."""
    return keep(Component(key=key, name=name), "change_taxonomy", by)


def keep(thing, right, by):
    policy.require(by, right, thing)
    if type(thing).objects.filter(key=thing.key).exists():
        raise Refused("That key is taken.", field="key")
    thing.effective_from = clock.now()
    thing.save()
    record(Kind.ADDED, thing, by=by, at=thing.effective_from, text={"name": thing.name})
    return thing
