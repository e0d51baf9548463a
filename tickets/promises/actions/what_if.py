from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..drafts import kept
from ..kinds import Kind
from ..models import State, WhatIf

EARLIEST = 1990


@transaction.atomic
def ask(draft, *, by, first, last, zone, also_open=False):
    """Ask what breaches this draft, a policy or a calendar in memory, would have gained and lost from the day `first`
    to the day `last`, had it been published when `first` began. From here on it goes on by itself; no ticket, clock or
    event is changed by it."""
    what_if = WhatIf(asked_by=by.person, via=by.via, draft=kept(draft), zone=zone, also_open=also_open)
    policy.require(by, "ask", what_if)
    require_zone(zone)
    what_if.created_at = clock.now()
    what_if.since, what_if.until = span(first, last, ZoneInfo(zone), what_if.created_at)
    what_if.save(force_insert=True)
    said = {"since": what_if.since, "until": what_if.until, "also_open": also_open, "key": what_if.draft["key"]}
    record(Kind.ASKED, what_if, by=by, at=what_if.created_at, text={"name": what_if.draft["name"]}, **said)
    return what_if


def span(first, last, zone, now):
    """From the midnight of the first day to that after the last, or to now."""
    if first.year < EARLIEST:
        raise Refused(f"Nothing is known of the time before {EARLIEST}.", field="first")
    if last < first:
        raise Refused("The last day lies before the first.", field="last")
    since = datetime.combine(first, time(), zone)
    if since >= now:
        raise Refused("What if looks at the past: begin on a day that is not to come.", field="first")
    return since, min(datetime.combine(last + timedelta(days=1), time(), zone), now)


@transaction.atomic
def stop(what_if, *, by):
    """Leave the rest unasked. What was found until then stays to be read."""
    what_if.lock()
    policy.require(by, "stop", what_if)
    if not what_if.is_under_way:
        raise WrongState("It is not under way.")
    what_if.state, what_if.ended_at = State.STOPPED, clock.now()
    what_if.save(update_fields=["state", "ended_at"])
    record(Kind.STOPPED, what_if, by=by, at=what_if.ended_at, done=what_if.done, total=what_if.total)
    return what_if
