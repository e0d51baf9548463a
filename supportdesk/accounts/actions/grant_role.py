from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Role
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def grant_role(person, *, by, role):
    """Add a role. Nobody grants one to themselves (ROLE-12)."""
    person.lock()
    policy.require(by, "grant_role", person)
    role = Role(role)
    if role in person.roles:
        raise Refused(f"{person.name} holds this role already.", field="role")
    person.roles = [*person.roles, role]
    person.save(update_fields=["roles"])
    record(Kind.ROLE_GRANTED, person, by=by, at=clock.now(), role=role)
