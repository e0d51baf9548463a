from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused

from ..hours import HOURS
from ..models import Calendar
from ..presets import BUSINESS
from ..publishing import counting_in
from .drafts import begin_draft
from .publish import publish


@transaction.atomic
def set_hours(hours, *, by, zone):
    """Say when the desk is open: the next version of the business hours, and of every policy that counts in them.
    What was promised before keeps the hours it was promised in."""
    require_zone(zone)
    if hours not in HOURS:
        raise Refused("Choose one of the hours that are offered.", field="hours")
    name, week = HOURS[hours]
    now = clock.now()
    before = Calendar.objects.in_force(now).get(key=BUSINESS)
    content = before.plain() | {"name": name, "zone": zone, "week": week}
    policies = {one.key: True for one in counting_in(BUSINESS, now)}
    reason = "The business hours were set."
    draft = begin_draft(BUSINESS, by=by, what="calendar", content=content, reason=reason, policies=policies)
    return publish(draft, by=by)[0]
