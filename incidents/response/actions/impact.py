from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import ImpactEdit
from .revise import require_open

COUNTED = (ImpactEdit.Field.USERS, ImpactEdit.Field.CUSTOMERS)


@transaction.atomic
def capture_impact(incident, *, by, field, value, reason):
    """Say more than the tickets tell, with a reason (INC-11). Numbers are "at least"."""
    incident.lock()
    policy.require(by, "capture_impact", incident)
    require_open(incident)
    if field not in ImpactEdit.Field.values:
        raise Refused("There is no such part of the impact.", field="field")
    if not value.strip():
        raise Refused("Say what it is.", field="value", missing=("value",))
    if field in COUNTED and not (value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 10):
        raise Refused("Give a whole number: at least so many.", field="value")
    if not reason.strip():
        raise Refused("Say how it is known.", field="reason", missing=("reason",))
    now = clock.now()
    said = {"field": field, "value": value.strip(), "reason": reason.strip()}
    edit = ImpactEdit.objects.create(incident=incident, by=by.person, at=now, **said)
    text = {"value": edit.value, "reason": edit.reason}
    record(Kind.IMPACT_CHANGED, incident, by=by, at=now, text=text, field=field)
    return edit
