from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import policy, profiles
from supportdesk.accounts.actions.invite import usable_address
from supportdesk.accounts.kinds import Kind
from supportdesk.accounts.phones import unspoken
from supportdesk.errors import Refused
from supportdesk.events.record import record

FIELDS = (*profiles.FIELDS, "email", "organisation_access")


@transaction.atomic
def change_person(person, *, by, seen, regions=None, **values):
    """Change who somebody is and where they may work; `values` are among FIELDS. Without regions: everywhere.
    Raises Conflict when `seen` is not the present version."""
    person.lock(seen)
    policy.require(by, "change_person", person)
    changes = {**changed(person, values), **placed(person, regions)}
    if changes:
        person.version += 1
        person.save(update_fields=[*(name for name in changes if name != "regions"), "version"])
        person.forget_scope()
        record(
            Kind.PERSON_CHANGED,
            person,
            by=by,
            at=clock.now(),
            text={"changes": unspoken(changes)},
            version=person.version,
        )
    return person


def changed(person, values):
    """Sets what differs. Raises Refused under the name of what cannot be."""
    changes = {}
    for name in FIELDS:
        if name not in values:
            continue
        was, now = getattr(person, name), sound(person, name, values[name])
        if now != was:
            setattr(person, name, now)
            changes[name] = [was, now]
    return changes


def sound(person, name, value):
    if name in profiles.FIELDS:
        return profiles.sound(name, value)
    if name == "email" and value.strip().lower() != person.email:
        value = usable_address(value).lower()
    if name == "organisation_access" and value and (person.serves or not person.organisation_id):
        raise Refused("Only a requester of an organisation can be let see all of it.", field="organisation_access")
    return value


def placed(person, regions):
    if regions is None:
        return {}
    was, now = sorted(one.name for one in person.regions.all()), sorted(one.name for one in regions)
    if was == now:
        return {}
    person.regions.set(regions)
    return {"regions": [", ".join(was), ", ".join(now)]}
