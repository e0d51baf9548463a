from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import phones, policy
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.languages import require_language
from supportdesk.accounts.phones import unspoken
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused
from supportdesk.events.record import record

FIELDS = ("name", "zone", "language", "phone")


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


def sound(name, given):
    if name == "zone":
        require_zone(given)
    if name == "phone":
        return phones.sound(given)
    if name == "language":
        require_language(given)
        return given
    value = " ".join(given.split())
    if not value:
        raise Refused("Give a name.", field="name", missing=("name",))
    return value
