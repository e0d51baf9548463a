from datetime import timedelta

from django.db import transaction

from supportdesk import byhand, clock
from supportdesk.events.record import record

from ..hooks.rests import rest
from ..kinds import Kind
from ..models import Attempt, Delivery, DeliveryState, StopReason, Webhook

KEPT = timedelta(days=30)
TAKEN = """
UPDATE outbound_webhook SET last_at = %s, rests_until = NULL WHERE id = %s RETURNING stopped_at, ended_at, version
"""


@transaction.atomic
def claim(hooks, *, by, lasts):
    """The webhook whose turn it is, for so long nobody else's; a worker that dies leaves it to the next one after
    that. Nothing when none is due."""
    now = clock.now()
    hook = hooks.due(now).select_for_update(no_key=True, skip_locked=True).first()
    if hook:
        hook.claimed_until = now + lasts
        hook.save(update_fields=["claimed_until"])
    return hook


@transaction.atomic
def release(hook, *, by):
    """Its turn is over; the next is whoever waits longest."""
    Webhook.objects.filter(pk=hook.pk).update(claimed_until=clock.now())


@transaction.atomic
def settle(delivery, *, by, answer):
    """Write down how a try went; whether the next message may leave. After a failure the webhook rests, after the last
    one, or when the receiver is gone for good, it is stopped and its admins hear of it; what it is owed stays."""
    now = clock.now()
    error = "" if answer.taken else answer.error
    tried = Attempt(delivery=delivery, at=now, status=answer.status, error=error, took_ms=answer.took_ms)
    delivery.tries += 1
    delivery.last_try_at = now
    return taken(delivery, tried, now) if answer.taken else failed(delivery, tried, answer, now, by)


def taken(delivery, tried, now):
    """Three statements by hand, for it happens a hundred times a second. Who changed the webhook meanwhile, its address
    or its secret, has changed what the rest of this turn goes by: it is the next turn's."""
    stopped, ended, version = byhand.row(TAKEN, [now, delivery.webhook_id])
    byhand.insert([tried])
    delivery.state, delivery.delivered_at = DeliveryState.DELIVERED, now
    byhand.update(delivery, ("state", "tries", "last_try_at", "delivered_at"))
    return not stopped and not ended and version == delivery.webhook.version


def failed(delivery, tried, answer, now, by):
    hook = delivery.webhook
    hook.lock()
    tried.save()
    put_off(hook, delivery, answer, now, by)
    delivery.save(update_fields=["tries", "last_try_at"])
    hook.save(update_fields=["rests_until", "stopped_at", "stopped_why"])
    return False


def put_off(hook, delivery, answer, now, by):
    longer = rest(delivery.tries)
    hook.rests_until = now + longer if longer else None
    if hook.stopped_at or (longer and not answer.gone):
        return
    hook.rests_until, hook.stopped_at = None, now
    hook.stopped_why = StopReason.GONE if answer.gone else StopReason.TRIES
    about = {"why": hook.stopped_why, "delivery": delivery.pk, "tries": delivery.tries}
    record(Kind.WEBHOOK_STOPPED, hook, by=by, at=now, **about)


@transaction.atomic
def forget(deliveries, *, by, limit=5_000):
    """What is older than a month is owed to nobody and shown to nobody; answers how many."""
    old = Delivery.objects.filter(queued_at__lt=clock.now() - KEPT).order_by("queued_at").values("pk")[:limit]
    _, gone = deliveries.filter(pk__in=old).delete()
    return gone.get(Delivery._meta.label, 0)
