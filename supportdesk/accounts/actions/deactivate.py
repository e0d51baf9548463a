from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.last_admin import require_another
from supportdesk.errors import WrongState
from supportdesk.events.record import record


@transaction.atomic
def deactivate(person, *, by):
    """Close an account: sessions end with the next request, tokens answer 401 from now on. History keeps the name."""
    person.lock()
    policy.require(by, "deactivate", person)
    if not person.is_active:
        raise WrongState("This account is closed already.")
    require_another(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(Kind.DEACTIVATED, person, by=by, at=clock.now())
