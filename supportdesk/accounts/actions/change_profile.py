from zoneinfo import available_timezones

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def change_profile(person, *, by, **values):
    """What anybody may change of themselves: `name`, and the `zone` in which times are said to them."""
    person.lock()
    policy.require(by, "change_profile", person)
    changes = {}
    for name, sound in (("name", sound_name), ("zone", sound_zone)):
        if name in values and (now := sound(values[name])) != getattr(person, name):
            changes[name] = [getattr(person, name), now]
            setattr(person, name, now)
    if changes:
        person.save(update_fields=[*changes])
        record(Kind.PROFILE_CHANGED, person, by=by, at=clock.now(), text={"changes": changes})
    return person


def sound_name(given):
    name = " ".join(given.split())
    if not name:
        raise Refused("Give a name.", field="name", missing=("name",))
    return name


def sound_zone(given):
    if given not in available_timezones():
        raise Refused("There is no such time zone.", field="zone")
    return given
