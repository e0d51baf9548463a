from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record_all

from .. import policy
from ..health import fare
from ..models import Health


@transaction.atomic
def set_health(part, *, by, health, seen=None):
    """Say how a part fares (INC-09). The public page is written anew at once."""
    part.lock(seen)
    policy.require(by, "set_health", part, health=health)
    if health not in Health.values:
        raise Refused("Choose one of the states that are offered.", field="health")
    told = fare(part, health, clock.now())
    if not told:
        raise WrongState(f"{part} is “{part.get_health_display()}” already.")
    record_all(told, by=by)
    return part
