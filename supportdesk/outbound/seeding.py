"""What the demo shows of webhooks: one that is told, one that rests because nobody answers, one that was stopped, one
that was ended. Their addresses lead nowhere."""

from django.db import transaction

from supportdesk.accounts.actor import Actor, system
from supportdesk.accounts.models import Person

from .actions.deliver import settle
from .actions.webhook_turns import skip_delivery, stop_webhook, try_webhook
from .actions.webhooks import add_webhook, end_webhook
from .hooks.posting import Answer
from .models import Webhook

TAKEN = Answer(204, "", 41)
SILENT = Answer(None, "No connection, or it broke.", 12)
REFUSED = Answer(503, "It answered 503.", 95)


@transaction.atomic
def fill() -> int:
    """Answers how many there are now; what is there already stays."""
    olga = Person.objects.filter(email="olga@demo.example").first()
    if olga is None or Webhook.objects.exists():
        return 0
    by = Actor(olga, "browser")
    told = hook("Shop statistics", ["ticket.opened", "ticket.resolved"], by)
    tried(told, by, REFUSED, TAKEN)
    tried(told, by, TAKEN)
    resting = hook("Warehouse", ["ticket.*"], by)
    skip_delivery(tried(resting, by, REFUSED), by=by)
    tried(resting, by, SILENT)
    stopped = hook("Former intranet", ["*"], by)
    tried(stopped, by, TAKEN)
    stop_webhook(stopped, by=by)
    end_webhook(hook("Trial", ["incident.*"], by), by=by)
    return Webhook.objects.count()


def hook(name, kinds, by):
    made, _ = add_webhook(name, by=by, url=f"https://{name.split()[0].lower()}.example/desk", kinds=kinds)
    return made


def tried(one, by, *answers):
    delivery = try_webhook(one, by=by)
    for answer in answers:
        settle(delivery, by=system("clock"), answer=answer)
    return delivery
