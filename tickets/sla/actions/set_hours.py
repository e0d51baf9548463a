from django.db import connection, transaction

from supportdesk import clock
from supportdesk.accounts.zones import require_zone
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..hours import HOURS
from ..kinds import Kind
from ..models import Calendar, Policy, Target
from ..presets import BUSINESS

LOCK = 7_310_002  # one at a time: two would both publish the same next version


@transaction.atomic
def set_hours(hours, *, by, zone):
    """Say when the desk is open: the next version of the business hours, and of every policy that counts in them.
    What was promised before keeps the hours it was promised in."""
    policy.require(by, "set_hours", Calendar(key=BUSINESS))
    require_zone(zone)
    if hours not in HOURS:
        raise Refused("Choose one of the hours that are offered.", field="hours")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    now = clock.now()
    name, week = HOURS[hours]
    before = Calendar.objects.in_force(now).get(key=BUSINESS)
    after = Calendar(key=BUSINESS, version=before.version + 1, name=name, zone=zone, week=week, effective_from=now)
    after.save()
    for one in [one for one in Policy.objects.in_force(now) if counts_in(one, before)]:
        publish(one, before, after, now)
    changes = {"hours": [before.name, name], "zone": [before.zone, zone]}
    record(Kind.HOURS_SET, after, by=by, at=now, text={"changes": changes}, version=after.version)
    return after


def counts_in(one, calendar):
    return not one.withdrawn and one.targets.filter(calendar__key=calendar.key).exists()


def publish(one, before, after, now):
    """The same promises, in the new hours."""
    targets = list(one.targets.all())
    copy = Policy(
        **{field.name: getattr(one, field.name) for field in Policy._meta.fields if field.name != "id"}
        | {"version": one.version + 1, "effective_from": now, "reason": "The business hours were set."}
    )
    copy.save()
    for target in targets:
        calendar = after if target.calendar.key == before.key else target.calendar
        Target(policy=copy, goal=target.goal, seconds=target.seconds, calendar=calendar, pauses=target.pauses).save()
