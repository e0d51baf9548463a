from django.db import transaction

from kb.asking import because
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind


@transaction.atomic
def retire(macro, *, by, reason):
    """Insert it no more. What was written with it stays, and so do its versions."""
    macro.lock()
    policy.require(by, "retire_macro", macro)
    if macro.retired_at:
        raise WrongState(f"“{macro}” is retired already.")
    said = because(reason)
    macro.retired_at, macro.retired_by, macro.retired_because = clock.now(), by.person, said
    macro.save(update_fields=["retired_at", "retired_by", "retired_because"])
    text = {"name": macro.name, "reason": said}
    record(Kind.RETIRED, macro, by=by, at=macro.retired_at, text=text, version=macro.live.number)
    return macro
