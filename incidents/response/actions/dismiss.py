from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import entries, policy, telling
from ..commanding import end_all
from ..kinds import Kind
from ..states import EntryKind, State


@transaction.atomic
def dismiss(incident, *, by, seen, reason):
    """A suspicion that was none. It is kept with the reason, for tuning; its tickets are free again."""
    incident.lock(seen)
    policy.require(by, "dismiss", incident)
    if incident.state != State.SUSPECTED:
        raise WrongState(f"Only a suspicion can be dismissed; {incident} is “{incident.get_state_display()}”.")
    if not reason.strip():
        raise Refused("Say why it is none.", field="reason", missing=("reason",))
    now = clock.now()
    ended = {"state": State.CLOSED, "state_since": now, "closed_at": now, "dismissed_at": now}
    incident.put(**ended, dismissed_reason=reason.strip())
    changes = incident.write()
    freed = telling.children(incident)
    incident.links.live().update(unlinked_at=now, unlinked_by=by.person, flow_due_at=None)
    end_all(incident, now)
    entries.write(incident, kind=EntryKind.STATE, by=by, at=now, text=f"Dismissed: {reason.strip()}")
    telling.left(incident, freed, now, by=by, words=reason.strip())
    text = {"changes": changes, "reason": reason.strip()}
    record(Kind.DISMISSED, incident, by=by, at=now, text=text, version=incident.version)
    return incident
