from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import LEVELS, Delegation, Role
from supportdesk.errors import Refused
from supportdesk.events.record import record

DELEGABLE = (Role.SA, Role.TL, Role.IC, Role.SM)


@transaction.atomic
def delegate(person, *, by, to, role, until):
    """Let `to` approve in `person`'s place, in one role and for a time (ROLE-03): somebody at most one level below."""
    person.lock()
    now = clock.now()
    delegation = Delegation(giver=person, to=to, role=role, since=now, until=until)
    policy.require(by, "delegate", delegation)
    require_sense(delegation, now)
    delegation.save()
    data = {"delegation": delegation.pk, "to": to.pk, "role": role, "until": until.isoformat()}
    record(Kind.DELEGATED, person, by=by, at=now, **data)
    return delegation


def require_sense(delegation, now):
    to, role = delegation.to, delegation.role
    if role not in DELEGABLE:
        raise Refused("Approvals of this role are not delegated.", field="role")
    if to == delegation.giver:
        raise Refused("Nobody stands in for oneself.", field="to")
    if not to.is_active or to.is_machine or to.level < LEVELS[Role(role)] - 1:
        raise Refused(f"{to} is not of the right level to stand in.", field="to")
    if to.organisation_id != delegation.giver.organisation_id:
        raise Refused(f"{to} belongs to another organisation.", field="to")
    if delegation.until <= now:
        raise Refused("That time is over.", field="until")
