from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import WrongState
from supportdesk.events.record import record


@transaction.atomic
def reactivate(person, *, by):
    """Open a closed account again, with the roles and teams it had."""
    person.lock()
    policy.require(by, "reactivate", person)
    if person.is_active:
        raise WrongState("This account is open.")
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(Kind.REACTIVATED, person, by=by, at=clock.now())
    return person
