"""Telling the subscribers: each event once, in order, in batches, one relay at a time in each lane."""

import logging
import traceback

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string

from supportdesk import clock
from supportdesk.events.models import Event
from supportdesk.events.outbox import Outbox

log = logging.getLogger(__name__)


def drain(lane):
    """Tell everything that waits."""
    while run(lane):
        pass


@transaction.atomic
def run(lane, limit=100):
    """Tell one batch and say how many left the queue. What subscribers write is committed with it, or not at all."""
    take_turn(lane)
    owed = list(Outbox.objects.waiting(lane).values_list("event_id", flat=True)[:limit])
    if not owed:
        return 0
    told = tell(list(Event.objects.filter(pk__in=owed).order_by("pk")), subscribers(lane))
    Outbox.objects.filter(lane=lane, event_id__in=told).delete()
    return len(owed)


def take_turn(lane):
    """Wait for the other relays of this lane. Later statements then see what those have committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('events_outbox'), hashtext(%s))", [lane])


def subscribers(lane):
    return [import_string(name) for name in settings.EVENT_SUBSCRIBERS[lane]]


def tell(events, listeners):
    with transaction.atomic():
        for listen in listeners:
            listen(events)
