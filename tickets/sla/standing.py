"""What somebody can do to let a draft hold."""

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.approvals.models import Approval, State
from supportdesk.errors import NeedsApproval

from . import policy
from .models import Draft


def step(by: Actor, draft: Draft) -> str:
    """`publish` it, `ask` for it, `wait` for the answer, or nothing. A grant that is over counts no longer, whether or
    not a sweep has come by."""
    needed = policy.need(by, "publish_terms", draft) if draft.is_open else None
    if not draft.is_open or (needed and not isinstance(needed, NeedsApproval)):
        return ""
    if needed is None:
        return "publish"
    mine = Approval.objects.same(draft, by=by, action="publish_terms", arguments={"version": draft.version})
    states = set(mine.filter(expires_at__gt=clock.now()).values_list("state", flat=True))
    return "publish" if State.GRANTED in states else "wait" if State.ASKED in states else "ask"
