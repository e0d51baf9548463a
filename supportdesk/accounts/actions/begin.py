from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actions.invite import usable_address
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.last_admin import admins, hold
from supportdesk.accounts.models import Person, Role
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record


@transaction.atomic
def begin(name, *, by, email, password, zone):
    """Make the first administrator of a desk that has none. Whoever brought the link of `setup_link` may: there is
    nobody yet whose right could be asked. Two at once: the second one finds an admin."""
    hold()
    if admins().exists():
        raise WrongState("Somebody administers this desk already.")
    require_zone(zone)
    person = Person(email=usable_address(email), name=" ".join(name.split()), roles=[Role.OA], zone=zone)
    if not person.name:
        raise Refused("Give your name.", field="name")
    person.set_password(password)
    person.save()
    record(Kind.BEGAN, person, by=by, at=clock.now(), text={"name": person.name, "email": person.email})
    return person
