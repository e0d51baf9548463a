from django.db import transaction

from kb.asking import because
from supportdesk import clock
from supportdesk.errors import WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind


@transaction.atomic
def retire(playbook, *, by, reason):
    """Begin it no more. Runs that are under way go on, and its versions stay."""
    playbook.lock()
    policy.require(by, "retire_playbook", playbook)
    if playbook.retired_at:
        raise WrongState(f"“{playbook}” is retired already.")
    said = because(reason)
    playbook.retired_at, playbook.retired_by, playbook.retired_because = clock.now(), by.person, said
    playbook.save(update_fields=["retired_at", "retired_by", "retired_because"])
    text = {"name": playbook.name, "reason": said}
    record(Kind.RETIRED, playbook, by=by, at=playbook.retired_at, text=text, version=playbook.live.number)
    return playbook
