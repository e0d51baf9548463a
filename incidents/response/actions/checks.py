from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import entries, policy
from ..kinds import Kind
from ..models import Check
from ..states import EntryKind
from .revise import require_open

LONGEST = 250


@transaction.atomic
def add_check(incident, *, by, what):
    """One more step of the proof that the service is back (INC-27)."""
    incident.lock()
    policy.require(by, "verify_recovery", incident)
    require_open(incident)
    if not what.strip() or len(what) > LONGEST:
        raise Refused(f"Say in one line what is checked, in at most {LONGEST} characters.", field="what")
    now = clock.now()
    check = Check.objects.create(incident=incident, what=what.strip())
    record(Kind.CHECK_ADDED, incident, by=by, at=now, text={"what": check.what}, check=check.pk)
    return check


@transaction.atomic
def do_check(check, *, by, passed, result=""):
    """Who checked it, when, and what came of it. Checked again, the last result counts; the timeline has each."""
    incident = check.incident
    incident.lock()
    check.lock()
    policy.require(by, "verify_recovery", incident)
    require_open(incident)
    if not passed and not result.strip():
        raise Refused("Say what was found.", field="result", missing=("result",))
    now = clock.now()
    check.passed, check.result, check.by, check.at = bool(passed), result.strip(), by.person, now
    check.save()
    said = f"{check.what}: {'passed' if passed else 'not passed'}{f'. {check.result}' if check.result else ''}"
    entries.write(incident, kind=EntryKind.TEST, by=by, at=now, text=said)
    record(Kind.CHECK_DONE, incident, by=by, at=now, text={"result": check.result}, check=check.pk, passed=check.passed)
    return check
