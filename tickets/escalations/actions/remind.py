from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.events.record import record

from .. import moving, policy, workflow
from ..kinds import Kind
from ..models import Escalation, Reminder
from ..states import WITH_RECEIVER


@transaction.atomic
def remind(escalation, *, by):
    """Ask on silence (ESC-15): the receiver first, the receiver's lead the next time. Too soon after the last one it is
    kept, and reaches nobody."""
    escalation.lock()
    policy.require(by, "compose", escalation)
    workflow.target(escalation.state, "remind")
    now = clock.now()
    sent = list(escalation.reminders.filter(suppressed=False, at__gt=escalation.state_since).order_by("-at"))
    soon = bool(sent) and now - sent[0].at < moving.gap(now)
    to = None if soon else whom(escalation, again=bool(sent))
    made = Reminder.objects.create(escalation=escalation, to=to, by=by.person, at=now, suppressed=soon)
    escalation.remind_at = escalation.remind_at if soon else now + moving.gap(now)
    moving.keep(escalation)
    about = {"to": to.pk if to else None, "group": escalation.group_id, "reminder": made.pk}
    kind = Kind.SUPPRESSED if soon else Kind.REMINDED
    record(kind, escalation.ticket, by=by, at=now, **moving.about(escalation), **about)
    return made


def whom(escalation, *, again):
    """Who has it; the next time, or where nobody has it yet, the lead of the group. Without one: the group."""
    if escalation.receiver_id and not again:
        return escalation.receiver
    led = Person.objects.active().filter(memberships__team=escalation.group_id, memberships__lead=True)
    return led.order_by("memberships__pk").first() or escalation.receiver


@transaction.atomic
def remind_next(*, by):
    """The silence that is oldest; answers whether there was one."""
    due = Escalation.objects.filter(remind_at__lte=clock.now(), state__in=WITH_RECEIVER).order_by("remind_at", "pk")
    found = due.select_related("ticket", "lane", "receiver").first()
    if found is None:
        return False
    silent = found.clocks.filter(stopped_at=None, breached_at__isnull=False).exists()
    if silent:
        remind(found, by=by)
    else:
        found.lock()
        found.remind_at = clock.now() + moving.gap(clock.now())
        moving.keep(found)
    return True
