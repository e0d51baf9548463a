"""What a yes and a no have in common."""

from supportdesk import clock
from supportdesk.errors import NotAllowed, WrongState

from . import policy, subjects
from .models import State
from .standing import answering_for


def opened(approval, by):
    """Lock what is asked about and the request; the instant, and in whose place the answer is given (None: the own)."""
    thing = subjects.find(by.person, approval.subject, approval.subject_id)
    if thing is None:
        raise NotAllowed("decide_approval", limit="only: what one may know of")
    thing.lock()
    approval.lock()
    now = clock.now()
    if approval.state != State.ASKED or approval.expires_at <= now:
        raise WrongState("Nobody waits for this answer any more.")
    policy.require(by, "decide_approval", approval)
    place = answering_for(by.person, approval)
    return now, place.pk if place and place != by.person else None
