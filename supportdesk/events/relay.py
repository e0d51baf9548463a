"""Telling the subscribers: each event once, in order, in batches, one relay at a time in each lane."""

import traceback

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from supportdesk import clock
from supportdesk.events.models import Event
from supportdesk.events.outbox import Outbox

BATCH = 100
log = structlog.get_logger(__name__)


def drain(lane):
    """Tell everything that waits, batch by batch; say how many. After a batch that was not full nothing is left:
    what was committed since has its own nudge."""
    told = 0
    while (batch := run(lane)) == BATCH:
        told += batch
    return told + batch


@transaction.atomic
def run(lane, limit=BATCH):
    """Deal with one batch; say how many events it had. What subscribers write is committed with it or not at all."""
    take_turn(lane)
    owed = list(Outbox.objects.waiting(lane).values_list("event_id", flat=True)[:limit])
    if owed:
        events = list(Event.objects.filter(pk__in=owed).order_by("pk"))
        failed = tell(events, lane, subscribers(lane))
        Outbox.objects.filter(lane=lane, event_id__in=set(owed) - failed).delete()
    return len(owed)


def take_turn(lane):
    """Wait for the lane's other relays. The statements that follow see what those have committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events_outbox'), hashtext(%s))", [lane])


def subscribers(lane):
    return [import_string(name) for name in settings.EVENT_SUBSCRIBERS[lane]]


def tell(events, lane, listeners):
    """Tell all at once; when that fails, one at a time. The ids of those that still failed are set aside."""
    try:
        tell_together(events, listeners)
    except Exception:
        log.warning("batch_failed", lane=lane, events=len(events), next="one at a time")
        return {event.pk for event in events if not told_alone(event, lane, listeners)}
    return set()


@transaction.atomic
def tell_together(events, listeners):
    for listen in listeners:
        listen(events)


def told_alone(event, lane, listeners):
    try:
        tell_together([event], listeners)
    except Exception:
        set_aside(event, lane, traceback.format_exc())
        return False
    return True


def set_aside(event, lane, error):
    """One bad event never blocks the desk: it stays in the outbox, out of the way, with the reason."""
    log.error("event_set_aside", lane=lane, event_id=event.pk, kind=event.kind, error=error)
    Outbox.objects.filter(lane=lane, event_id=event.pk).update(failed_at=clock.now(), error=error)


def tell_again():
    """Put what was set aside back in the queue, once the reason is mended; say how many."""
    return Outbox.objects.failed().update(failed_at=None, error="")
