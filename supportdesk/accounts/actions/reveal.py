from dataclasses import dataclass

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Person
from supportdesk.errors import Refused
from supportdesk.events.record import record


@dataclass(frozen=True)
class Look:
    """Somebody's number, and why one wants to see it."""

    person: Person
    reason: str

    @property
    def pk(self):
        return self.person.pk

    @property
    def organisation_id(self):
        return self.person.organisation_id


@transaction.atomic
def reveal_phone(person, *, by, reason):
    """Show a masked number once, to those who say why (SEC-06, C 73); the log says who looked and why."""
    person.lock()
    if not reason.strip() and person.pk != by.person.pk:
        raise Refused("Say why you need it.", field="reason", missing=("reason",))
    policy.require(by, "reveal", Look(person, reason))
    if not person.phone:
        raise Refused("There is no number to see.")
    record(Kind.REVEALED, person, by=by, at=clock.now(), text={"reason": reason.strip()}, field="phone")
    return person.phone
