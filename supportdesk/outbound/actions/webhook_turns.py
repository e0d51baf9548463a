from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import Delivery, DeliveryState, StopReason
from .webhooks import require, require_kept

MOST = 10_000


@transaction.atomic
def try_webhook(hook, *, by):
    """Send it a message that says nothing else, behind whatever it is owed."""
    begin(hook, by)
    now = clock.now()
    event = record(Kind.WEBHOOK_TESTED, hook, by=by, at=now)
    return Delivery.objects.create(webhook=hook, event_id=event, queued_at=now)


@transaction.atomic
def stop_webhook(hook, *, by):
    """Send it nothing for now; what happens meanwhile waits for it."""
    begin(hook, by)
    if hook.stopped_at:
        raise WrongState("It is stopped already.", permitted=("resume",))
    hook.stopped_at, hook.stopped_why, hook.rests_until = clock.now(), StopReason.HAND, None
    hook.save(update_fields=["stopped_at", "stopped_why", "rests_until"])
    record(Kind.WEBHOOK_PAUSED, hook, by=by, at=hook.stopped_at)
    return hook


@transaction.atomic
def resume_webhook(hook, *, by):
    """Go on, with the oldest message that it is owed and all its tries."""
    begin(hook, by)
    if not hook.stopped_at:
        raise WrongState("It is not stopped.", permitted=("stop",))
    hook.stopped_at, hook.stopped_why, hook.rests_until = None, "", None
    hook.save(update_fields=["stopped_at", "stopped_why", "rests_until"])
    waiting = hook.deliveries.waiting()
    waiting.update(tries=0)
    record(Kind.WEBHOOK_RESUMED, hook, by=by, at=clock.now(), waiting=waiting.count())
    return hook


@transaction.atomic
def replay_webhook(hook, *, by, since):
    """Send again whatever it was sent since then, in the same order and under the same ids; answers how many."""
    begin(hook, by)
    found = hook.deliveries.exclude(state=DeliveryState.WAITING).filter(queued_at__gte=since).order_by("pk")
    chosen = list(found.values_list("pk", flat=True)[: MOST + 1])
    if len(chosen) > MOST:
        raise Refused(f"That is more than {MOST:,} messages. Choose a later instant.", field="since")
    return again(hook, chosen, by)


@transaction.atomic
def replay_delivery(delivery, *, by):
    """Send this one again."""
    begin(delivery.webhook, by)
    delivery.refresh_from_db()
    if delivery.state == DeliveryState.WAITING:
        raise WrongState("It waits to be sent already.", permitted=("skip",))
    again(delivery.webhook, [delivery.pk], by)
    delivery.refresh_from_db()
    return delivery


@transaction.atomic
def skip_delivery(delivery, *, by):
    """Leave this one out, so that those behind it go on."""
    hook = delivery.webhook
    begin(hook, by)
    delivery.refresh_from_db()
    if delivery.state != DeliveryState.WAITING:
        raise WrongState("It does not wait any more.", permitted=("replay",))
    delivery.state = DeliveryState.SKIPPED
    delivery.save(update_fields=["state"])
    hook.rests_until = None
    hook.save(update_fields=["rests_until"])
    record(Kind.WEBHOOK_SKIPPED, hook, by=by, at=clock.now(), delivery=delivery.pk, event=delivery.event_id)
    return delivery


def begin(hook, by):
    hook.lock()
    require(by, hook, hook.organisation)
    require_kept(hook)


def again(hook, chosen, by):
    fresh = {"state": DeliveryState.WAITING, "tries": 0, "delivered_at": None}
    count = Delivery.objects.filter(pk__in=chosen).update(**fresh)
    record(Kind.WEBHOOK_REPLAYED, hook, by=by, at=clock.now(), count=count)
    return count
