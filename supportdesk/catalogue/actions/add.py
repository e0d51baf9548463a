from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.keys import key_for
from supportdesk.catalogue import policy
from supportdesk.catalogue.kinds import Kind
from supportdesk.catalogue.models import Category, Component, Queue, Tag, TicketType
from supportdesk.catalogue.sound import require_sound
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def add_queue(team, *, by, name, key="", organisation=None, region=None):
    """Open a queue that a team works. Here as below: without a key, one is made of the name."""
    queue = Queue(key=key, name=name, team=team, organisation=organisation, region=region)
    return keep(queue, "change_queue", by)


@transaction.atomic
def add_type(name, *, by, key="", queue=None, description="", categories=()):
    """Offer a type of ticket; with a queue, tickets of it begin there (T-03). The description says in the requester's
    words when to choose it; with categories, they are asked for one of these."""
    made = TicketType(key=key, name=name, queue=queue, description=" ".join(description.split()))
    kept = keep(made, "change_taxonomy", by)
    kept.categories.set(categories)
    return kept


@transaction.atomic
def add_category(parent, *, by, name, key=""):
    """Offer a category, at the top or below another one; two levels at most."""
    return keep(Category(parent=parent, key=key, name=name), "change_taxonomy", by)


@transaction.atomic
def add_component(key, *, by, name):
    """Offer a component."""
    return keep(Component(key=key, name=name), "change_taxonomy", by)


@transaction.atomic
def add_tag(name, *, by):
    """Allow a word for marking tickets."""
    return keep(Tag(name=name), "change_taxonomy", by)


def keep(thing, right, by):
    thing.name = " ".join(thing.name.split())
    policy.require(by, right, thing)
    require_sound(thing)
    if not isinstance(thing, Tag):
        thing.key = free_key(thing)
    thing.effective_from = clock.now()
    thing.save()
    record(Kind.ADDED, thing, by=by, at=thing.effective_from, text={"name": thing.name})
    return thing


def free_key(thing):
    if not thing.key:
        return key_for(type(thing), thing.name)
    if type(thing).objects.filter(key=thing.key).exists():
        raise Refused("That key is taken.", field="key")
    return thing.key
