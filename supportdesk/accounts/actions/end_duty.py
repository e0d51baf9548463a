from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import WrongState
from supportdesk.events.record import record


@transaction.atomic
def end_duty(duty, *, by):
    """Take a duty back before its time."""
    duty.lock()
    policy.require(by, "end_duty", duty)
    now = clock.now()
    if duty.ended_at or duty.until <= now:
        raise WrongState("This duty is over already.")
    duty.ended_at = now
    duty.save(update_fields=["ended_at"])
    duty.person.forget_scope()
    record(Kind.DUTY_ENDED, duty.person, by=by, at=now, duty=duty.pk, team=duty.team_id)
    return duty
