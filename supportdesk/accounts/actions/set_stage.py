from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.models import RampStage
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def set_stage(person, *, by, stage):
    """Say how far somebody's ramp-up has come; review gates go by it (ROLE-04)."""
    person.lock()
    policy.require(by, "set_stage", person)
    if stage not in RampStage.values:
        raise Refused("That is no stage.", field="stage")
    if stage == person.ramp_stage:
        raise Refused("That is the stage already.", field="stage")
    was, person.ramp_stage = person.ramp_stage, stage
    person.save(update_fields=["ramp_stage"])
    record(Kind.STAGE_SET, person, by=by, at=clock.now(), was=was, stage=stage)
    return person
