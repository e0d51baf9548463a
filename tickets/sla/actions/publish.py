from django.db import connection, transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..drafting import TERMS
from ..kinds import Kind
from ..models import Draft
from ..models.draft import MODELS
from ..publishing import newest

LOCK = 7_310_002  # one at a time: two would both publish the same next version


@transaction.atomic
def publish(draft, *, by):
    """Let it hold: the next version, from its day on, or at once where that has passed meanwhile (SLA-10). Answers the
    version and the policies that came into being."""
    draft.lock()
    if not draft.is_open:
        raise WrongState("This draft is over already.", permitted=())
    policy.require(by, "publish_terms", draft)
    if not draft.reason.strip():
        raise Refused("Say why, for whoever is judged by it.", field="reason", missing=("reason",))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    require_newest(draft)
    now = clock.now()
    starts = max(now, draft.effective_from) if draft.effective_from else now
    made, policies = TERMS[draft.what].published(draft, starts)
    draft.state, draft.became = Draft.State.PUBLISHED, made.version
    draft.save(update_fields=["state", "became"])
    text = {"changes": TERMS[draft.what].changes(draft.before, made), "reason": draft.reason}
    numbers = {"version": made.version, "draft": draft.pk, "policies": [one.pk for one in policies]}
    kind = Kind.CALENDAR_PUBLISHED if draft.what == Draft.What.CALENDAR else Kind.POLICY_PUBLISHED
    record(kind, made, by=by, at=now, text=text, key=draft.key, **numbers)
    return made, policies


def require_newest(draft):
    last = newest(MODELS[draft.what], draft.key)
    if last != draft.base:
        said = f"Version {last} was published meanwhile. Look at what differs now, save the draft, then publish it."
        raise WrongState(said, permitted=("save",))
