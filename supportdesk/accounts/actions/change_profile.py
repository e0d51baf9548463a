from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.phones import unspoken
from supportdesk.accounts.profiles import FIELDS, sound
from supportdesk.events.record import record


@transaction.atomic
def change_profile(person, *, by, **values):
    """What anybody may change of themselves: FIELDS; `zone` is that in which times are said to them."""
    person.lock()
    policy.require(by, "change_profile", person)
    given = {name: sound(name, values[name]) for name in FIELDS if name in values}
    changes = {name: [was, now] for name, now in given.items() if (was := getattr(person, name)) != now}
    for name in changes:
        setattr(person, name, given[name])
    if changes:
        person.version += 1
        person.save(update_fields=[*changes, "version"])
        about = {"text": {"changes": unspoken(changes)}, "version": person.version}
        record(Kind.PROFILE_CHANGED, person, by=by, at=clock.now(), **about)
    return person
