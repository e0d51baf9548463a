from datetime import timedelta

import structlog
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.actor import Actor
from supportdesk.errors import Refused
from supportdesk.events.record import record
from tickets.desk.actions.reply import reply

from ..kinds import Kind
from ..models import Push

AGAIN, TRIES = timedelta(minutes=1), 5
log = structlog.get_logger(__name__)


@transaction.atomic
def push_next(*, by):
    """Give the next ticket its update (INC-04); answers whether there was one. Each in a transaction of its own, so
    that a killed worker tells nobody twice, and what cannot be told on one ticket stops no other."""
    now = clock.now()
    due = Push.objects.filter(due_at__lte=now).order_by("due_at", "pk")
    push = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if push is None:
        return False
    try:
        with transaction.atomic():
            told(push, now, by=by)
    except Refused as refusal:
        end(push, Push.Outcome.REFUSED, refusal.message)
    except Exception as error:
        log.exception("push_failed", ticket=push.ticket_id, update=push.update_id)
        put_off(push, error, now)
    push.save()
    return True


def told(push, now, *, by):
    """By the ordinary reply in the sender's name. Whoever has several tickets of the incident reads it once; the other
    tickets record where."""
    update, ticket = push.update, push.ticket
    ticket.lock()
    before = told_before(push, ticket)
    if before is None:
        push.message = reply(ticket, **said(update, ticket, now))
    end(push, Push.Outcome.NOTED if before else Push.Outcome.TOLD)
    about = {"incident": update.incident_id, "update": update.pk, "told_on": before or ticket.pk}
    text = {"headline": update.headline, "body": update.body}
    record(Kind.PUSHED, ticket, by=by, at=now, text=text, **about)


def told_before(push, ticket):
    """The ticket on which this requester has it already."""
    others = Push.objects.filter(update=push.update, outcome=Push.Outcome.TOLD, ticket__requester=ticket.requester_id)
    return others.values_list("ticket_id", flat=True).first()


def said(update, ticket, now):
    """It acknowledges, and promises the next one; it is no answer to what this requester asked. It was looked at."""
    return {
        "by": Actor(update.written_by, update.via),
        "body": f"**{update.headline}**\n\n{update.body}",
        "substantial": False,
        "promise": update.next_at if update.next_at and update.next_at > now else None,
        "source_key": f"incident-update-{update.pk}-{ticket.pk}",
        "confirmed": update.confirmed,
        "looked_at": True,
    }


def end(push, outcome, words=""):
    push.due_at, push.outcome, push.words = None, outcome, words[:500]


def put_off(push, error, now):
    push.tries += 1
    if push.tries >= TRIES:
        end(push, Push.Outcome.REFUSED, f"It could not be told ({type(error).__name__}).")
    else:
        push.due_at, push.words = now + AGAIN, f"{type(error).__name__}: {error}"[:500]
