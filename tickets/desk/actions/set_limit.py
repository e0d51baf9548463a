from django.db import transaction

from supportdesk import clock
from supportdesk.accounts import reach
from supportdesk.catalogue.models import Queue
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import WipLimit
from ..models.limit import COLUMNS


@transaction.atomic
def set_limit(place, *, by, most, status="", mode=WipLimit.Mode.WARN):
    """How many tickets at once in a queue, or in all queues of a team (T-20, C 64): for each analyst, or with a
    `status` in that column. Without `most` there is no limit any more."""
    place.lock()
    policy.require(by, "change_limit", place)
    reach.require(by, "change_limit", place)
    if status and status not in COLUMNS:
        raise Refused(f"Columns with limits: {', '.join(COLUMNS)}.", field="status")
    if mode not in WipLimit.Mode.values:
        raise Refused("A limit warns or blocks.", field="mode")
    if most is not None and not 1 <= most <= 999:
        raise Refused("A limit is 1 to 999 tickets.", field="most")
    where = {"queue": place, "team": None} if isinstance(place, Queue) else {"queue": None, "team": place}
    limit = None
    if most is None:
        WipLimit.objects.filter(**where, status=status).delete()
    else:
        values = {"most": most, "mode": mode}
        limit, _ = WipLimit.objects.update_or_create(**where, status=status, defaults=values)
    record(Kind.LIMIT_SET, place, by=by, at=clock.now(), most=most, mode=mode, status=status)
    return limit
