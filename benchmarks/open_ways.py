"""Inside: an address that mail comes to, receivers that are owed messages, and how far both are."""

from django.db import connection

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.catalogue.models import Queue
from supportdesk.events.models import Event
from supportdesk.outbound.actions.webhook_turns import resume_webhook, stop_webhook
from supportdesk.outbound.actions.webhooks import add_webhook
from supportdesk.outbound.models import Delivery, Webhook
from tickets.intake.actions.mailboxes import add_mailbox

ARRIVED = """
SELECT count(*) FILTER (WHERE ticket_id IS NOT NULL), count(*),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - received_at)),
    percentile_cont(0.95) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - received_at)),
    extract(epoch FROM max(settled_at) - min(received_at))
FROM intake_incomingmail WHERE id > %s
"""


def open_mailbox(address):
    return add_mailbox(address, by=system("import"), queue=Queue.objects.order_by("pk").first()).address


def owe(number, *urls):
    """As many messages for each of these receivers, which are stopped as yet."""
    by, now = system("import"), clock.now()
    events = Event.objects.order_by("pk").values_list("pk", flat=True)[: int(number)]
    for url in urls:
        hook, _ = add_webhook(url[:100], by=by, url=url, kinds=["ticket.cancelled"])
        stop_webhook(hook, by=by)
        Delivery.objects.bulk_create(Delivery(webhook=hook, event_id=event, queued_at=now) for event in events)
    return len(events) * len(urls)


def resume():
    by = system("import")
    return [resume_webhook(hook, by=by).pk for hook in Webhook.objects.filter(ended_at=None).exclude(stopped_at=None)]


def owed():
    return Delivery.objects.waiting().count()


def arrived(after):
    """Of the mails since: how many are tickets, how many there are, and the seconds they took."""
    with connection.cursor() as cursor:
        cursor.execute(ARRIVED, [int(after)])
        found = cursor.fetchone()
    return [float(one) if one is not None else None for one in found]
