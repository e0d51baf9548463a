from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import Duty
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def give_duty(team, *, by, person, until, since=None):
    """Let somebody coordinate a team's queues for a time (ROLE-05)."""
    team.lock()
    now = clock.now()
    duty = Duty(team=team, person=person, since=since or now, until=until, given_by=by.person)
    policy.require(by, "give_duty", duty)
    require_sense(duty, now)
    duty.save()
    person.forget_scope()
    data = {"duty": duty.pk, "team": team.pk, "since": duty.since.isoformat(), "until": duty.until.isoformat()}
    record(Kind.DUTY_GIVEN, person, by=by, at=now, **data)
    return duty


def require_sense(duty, now):
    person = duty.person
    if not person.is_active or not person.level:
        raise Refused("Only active colleagues who work on tickets can coordinate.", field="person")
    if person.organisation_id not in (None, duty.team.organisation_id):
        raise Refused("This person serves another organisation.", field="person")
    if duty.until <= max(now, duty.since):
        raise Refused("A duty ends after it has begun, and not in the past.", field="until")
