from django.db import transaction

from supportdesk import clock
from supportdesk.configuration import policy
from supportdesk.configuration.definitions import known
from supportdesk.configuration.kinds import Kind
from supportdesk.configuration.models import Setting
from supportdesk.configuration.values import memory
from supportdesk.errors import Refused
from supportdesk.events.record import record


@transaction.atomic
def confirm(key, *, by, value):
    """Say what holds from now on, be it what held before: from then on it is somebody's word and no default."""
    definition = known()[key]
    now = clock.now()
    setting = Setting(key=key, value=value, confirmed_by=by.person, effective_from=now)
    policy.require(by, definition.right, setting)
    if wrong := definition.wrong(value):
        raise Refused(f"{definition.label}: {wrong}", field=key)
    setting.save()
    memory.forget()
    transaction.on_commit(memory.forget)
    record(Kind.CONFIRMED, setting, by=by, at=now, key=key, text={"value": value})
    return setting
