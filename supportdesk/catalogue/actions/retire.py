from django.db import transaction

from supportdesk import clock
from supportdesk.catalogue import policy
from supportdesk.catalogue.kinds import Kind
from supportdesk.catalogue.models import Category
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record


@transaction.atomic
def retire(thing, *, by, successor=None):
    """Stop offering a queue, type, category, component or tag. What is filed under it stays there."""
    thing.lock()
    policy.require(by, policy.right(thing), thing)
    check(thing, successor)
    thing.retired_at = clock.now()
    thing.successor = successor
    thing.save(update_fields=["retired_at", "successor"])
    record(Kind.RETIRED, thing, by=by, at=thing.retired_at, successor=successor and successor.pk)


def check(thing, successor):
    if thing.retired_at:
        raise WrongState(f"{thing} is retired already.")
    if successor and (type(successor) is not type(thing) or successor.pk == thing.pk or successor.retired_at):
        raise Refused("The successor must be another one of the same kind that is still offered.", field="successor")
    if isinstance(thing, Category) and thing.children.offered().exists():
        raise Refused("Retire the categories below this one first.")
