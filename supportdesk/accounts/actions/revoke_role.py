from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.last_admin import require_another
from supportdesk.accounts.models import Role
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def revoke_role(person, *, by, role):
    """Take a role away, but never the last one: whoever should have none is deactivated."""
    person.lock()
    policy.require(by, "revoke_role", person)
    role = Role(role)
    if role not in person.roles:
        raise Refused(f"{person.name} does not hold this role.", field="role")
    if person.roles == [role]:
        raise Refused("This is the only role. Close the account instead.", field="role")
    if role == Role.OA:
        require_another(person)
    person.roles = [held for held in person.roles if held != role]
    person.save(update_fields=["roles"])
    record(Kind.ROLE_REVOKED, person, by=by, at=clock.now(), role=role)
