"""One webhook's turn: what it is owed leaves in order, until something is not taken or the turn is over.

No transaction is open while somebody else's server is waited for: claim, post, write down."""

import time
from datetime import timedelta

from supportdesk import clock, vault

from .actions.deliver import claim, release, settle
from .hooks import body, posting, signature
from .models import Webhook

MOST = 500
FEW, FRESH = 20, 1.0  # messages for which walls are looked at together, and the seconds for which that holds
TURN = 30.0  # seconds after which no further message is begun; the claim lasts longer than that and one more message


def deliver_next(*, by) -> bool:
    """Whether there was one whose turn it was."""
    hook = claim(Webhook.objects, by=by, lasts=timedelta(seconds=TURN + 2 * posting.PATIENCE))
    if hook is None:
        return False
    try:
        work_off(hook, by=by)
    finally:
        release(hook, by=by)
    return True


def work_off(hook, *, by):
    began = time.monotonic()
    secrets = secrets_of(hook, clock.now())
    owed = list(hook.deliveries.waiting().select_related("event")[:MOST])
    with posting.Line(hook.url) as line:
        for delivery, said in in_words(owed):
            answer = line.post(said, headers(delivery, secrets, said))
            if not settle(delivery, by=by, answer=answer) or time.monotonic() - began > TURN:
                return


def in_words(owed):
    """Each with what is said of it as it leaves: what went behind a wall meanwhile is looked at anew each second."""
    walled, looked = set(), 0.0
    for place, delivery in enumerate(owed):
        if place % FEW == 0 or time.monotonic() - looked > FRESH:
            walled, looked = body.walled(one.event for one in owed[place : place + FEW]), time.monotonic()
        yield delivery, body.written(delivery.event, walled=delivery.event_id in walled)


def secrets_of(hook, now):
    """The present secret, and for a day the one before."""
    locked = [hook.secret]
    if hook.former_secret and hook.former_until and hook.former_until > now:
        locked.append(hook.former_secret)
    return [vault.unlock(one, vault.WEBHOOKS) for one in locked]


def headers(delivery, secrets, said):
    return signature.headers(secrets, delivery.message_id, int(clock.now().timestamp()), said)
