from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import PlaybookTest


@transaction.atomic
def note_test(playbook, *, by, held, words=""):
    """Say that it was tried, and whether it held (KB-13). One that did not hold counts as tested no longer."""
    playbook.lock()
    policy.require(by, "test_playbook", playbook)
    if playbook.retired_at:
        raise WrongState(f"“{playbook}” is retired.")
    said = words.strip()
    if not held and not said:
        raise Refused("Say what did not hold.", field="words", missing=("words",))
    now = clock.now()
    test = PlaybookTest.objects.create(
        playbook=playbook, version=playbook.live, held=held, words=said, by=by.person, at=now
    )
    playbook.tested_at = now if held else None
    playbook.save(update_fields=["tested_at"])
    text = {"name": playbook.name, "words": said}
    record(Kind.TESTED, playbook, by=by, at=now, text=text, test=test.pk, version=playbook.live.number, held=held)
    return test
