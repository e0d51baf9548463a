from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record
from supportdesk.outbound import policy
from supportdesk.outbound.kinds import Kind
from supportdesk.outbound.models import HearingHours


@transaction.atomic
def set_hearing(person, *, by, always=False, starts=None, ends=None, days=()):
    """The hours in which somebody hears of levels of a promise, in their own zone; `always` for any hour."""
    person.lock()
    policy.require(by, "set_hearing", person)
    values = {"always": True, "starts": None, "ends": None, "days": []} if always else hours(starts, ends, days)
    kept, _ = HearingHours.objects.update_or_create(person=person, defaults=values)
    record(Kind.HEARING_SET, person, by=by, at=clock.now(), text={"hours": str(kept)}, always=always)
    return kept


@transaction.atomic
def forget_hearing(person, *, by):
    """From now on the desk's hours."""
    person.lock()
    policy.require(by, "set_hearing", person)
    HearingHours.objects.filter(person=person).delete()
    record(Kind.HEARING_SET, person, by=by, at=clock.now(), text={"hours": "as the desk"})


def hours(starts, ends, days):
    for name, value in (("starts", starts), ("ends", ends)):
        if value is None:
            raise Refused("Say when your hours begin and when they end.", field=name, missing=(name,))
    if starts == ends:
        raise Refused("These hours have no length.", field="ends")
    if not days or not set(days) <= set(range(7)):
        raise Refused("Choose at least one day: 0 is Monday, 6 is Sunday.", field="days")
    return {"always": False, "starts": starts, "ends": ends, "days": sorted(set(days))}
