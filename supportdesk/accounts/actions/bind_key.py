from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import hotkeys as table
from supportdesk.accounts import policy
from supportdesk.accounts.kinds import Kind
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def bind_key(person, *, by, command, keys):
    """Give a command another key, or none with an empty one. A key says one thing: one that is taken is refused."""
    person.lock()
    policy.require(by, "change_profile", person)
    if command not in table.BY_NAME:
        raise Refused("There is no such command.", field="command")
    wanted = table.sound(keys)
    if wanted:
        require_free(person, command, wanted)
    was = table.keys_of(person)[command]
    own = {name: kept for name, kept in person.own_keys.items() if name != command}
    if wanted != table.BY_NAME[command].keys:
        own[command] = wanted
    return changed(person, by, own, {command: [was, wanted]} if was != wanted else {})


@transaction.atomic
def reset_keys(person, *, by):
    """All keys as they come."""
    person.lock()
    policy.require(by, "change_profile", person)
    own = person.own_keys
    return changed(person, by, {}, {name: [kept, table.BY_NAME[name].keys] for name, kept in own.items()})


def require_free(person, command, wanted):
    fault = table.fault(wanted)
    if fault:
        raise Refused(fault, field="keys")
    other = table.in_the_way(table.keys_of(person), command, wanted)
    if other:
        raise Refused(f"“{' '.join(table.shown(wanted))}” is taken: {other.label}. Free it there first.", field="keys")


def changed(person, by, own, changes):
    if changes:
        person.own_keys = own
        person.save(update_fields=["own_keys"])
        record(Kind.KEYS_CHANGED, person, by=by, at=clock.now(), text={"changes": changes})
    return person
