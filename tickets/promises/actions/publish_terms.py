from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Conflict
from supportdesk.events.record import record
from tickets.sla.actions.publish import publish

from ..kinds import Kind
from ..models import RetargetRun


@transaction.atomic
def publish_terms(draft, *, by, seen=None):
    """Publish a draft of a policy or a calendar; what is open is judged by it too if the draft says so. Answers the
    version and the run over open tickets, or nothing for it."""
    draft.lock()
    if seen is not None and seen != draft.version:
        raise Conflict(seen, draft.version, [])
    made, policies = publish(draft, by=by)
    return made, begin_run(draft, by=by, policies=policies) if draft.also_open and policies else None


def begin_run(draft, *, by, policies):
    """It goes on by itself from the instant at which these versions take effect."""
    now = clock.now()
    run = RetargetRun.objects.create(
        draft=draft,
        policies=[one.pk for one in policies],
        keys=[one.key for one in policies],
        asked_by=by.person,
        via=by.via,
        starts_at=max(now, *(one.effective_from for one in policies)),
        created_at=now,
    )
    starts = run.starts_at.isoformat()
    record(Kind.RUN_BEGUN, run, by=by, at=now, draft=draft.pk, policies=run.policies, starts=starts)
    return run
