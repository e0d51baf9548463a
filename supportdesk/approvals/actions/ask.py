from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import NeedsApproval, NotAllowed, Refused, WrongState
from supportdesk.events.record import record

from .. import acting, policy, subjects
from ..kinds import Kind
from ..models import OPEN, Approval

WAITS = timedelta(days=3)


@transaction.atomic
def ask(thing, *, by, action, arguments, reason):
    """Ask for what the matrix lets this person do only with somebody's word (ROLE-03). One request for the same at a
    time; what needs no approval, or is never allowed, cannot be asked for."""
    thing.lock()
    policy.require(by, "ask_approval", thing)
    about = subjects.of(thing.subject)
    needed = about.need(by, action, thing)
    if isinstance(needed, NotAllowed):
        raise needed
    if not isinstance(needed, NeedsApproval):
        raise Refused("You may do this without asking.", field="action")
    if not reason.strip():
        raise Refused("Say why.", field="reason", missing=("reason",))
    given = about.arguments(by, action, arguments)
    require_news(thing, by, action, given)
    now = clock.now()
    approval = Approval(
        action=action,
        subject=thing.subject,
        subject_id=thing.pk,
        organisation_id=thing.organisation_id,
        version=getattr(thing, "version", None),
        words=about.words(action, thing, given)[:300],
        arguments=given,
        steps=[list(step) for step in needed.steps],
        asked_by=by.person,
        asked_at=now,
        reason=reason.strip(),
        expires_at=now + WAITS,
    )
    acting.put(approval, acting.holders(thing))
    approval.save(force_insert=True)
    text = {"words": approval.words, "reason": approval.reason, "arguments": given}
    record(Kind.ASKED, approval.thing, by=by, at=now, text=text, approval=approval.pk, action=action)
    return approval


def require_news(thing, by, action, given):
    same = Approval.objects.same(thing, by=by, action=action, arguments=given).filter(state__in=OPEN).first()
    if same:
        said = "was granted: you may do it now" if same.state == "granted" else "waits for an answer"
        raise WrongState(f"You have asked for this already, and it {said}.", permitted=("withdraw",))
