"""What the worker does with tickets that rules have to look at: each once, in a transaction of its own."""

from datetime import timedelta

import structlog
from django.db import transaction

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.events.record import record
from tickets.desk.actions.assign import assign
from tickets.desk.actions.transfer import transfer
from tickets.desk.models import Ticket

from .. import assigning, gathering, routing
from ..kinds import Kind
from ..models import Bounce, Bounced, Decision, QueueStrategy, RuleRun, Strategy
from ..queries.choices import chosen_since

AGAIN, TRIES = timedelta(minutes=10), 300  # two days: over a weekend somebody is back
log = structlog.get_logger(__name__)


@transaction.atomic
def run_next(*, by, now=None):
    """Look at the next ticket that is due; answers whether there was one. What a killed worker had begun is as if it
    had never been. Whatever goes wrong on one ticket is written down and stops no other."""
    now = now or clock.now()
    due = RuleRun.objects.filter(due_at__lte=now).order_by("due_at", "id")
    run = due.select_for_update(no_key=True, skip_locked=True, of=("self",)).first()
    if run is None:
        return False
    try:
        with transaction.atomic():
            again = look_at(run, by=by, now=now)
    except Exception as error:
        log.exception("rule_run_failed", ticket=run.ticket_id, event_id=run.event_id)
        again, run.error = False, f"{type(error).__name__}: {error}"[:500]
    run.tries += 1
    run.due_at = now + AGAIN if again and run.tries < TRIES else None
    run.save(update_fields=["due_at", "tries", "error"])
    return True


def look_at(run, *, by, now):
    """Where it belongs, then who gets it. Answers whether to look again, because nobody could take it yet."""
    ticket = Ticket.objects.get(pk=run.ticket_id)
    ticket.lock()
    if not ticket.is_live or ticket.owner_id or ticket.offered_to_id or chosen_since(run):
        return False
    if run.routes and not run.tries:
        route(ticket, by=by, now=now)
    return hand_out(ticket, by=by, now=now)


def route(ticket, *, by, now):
    """Into the queue that the rules name; never back to where people have sent it on from."""
    returned = Bounce.objects.filter(ticket=ticket, what=Bounced.SENT_ON).values_list("queue_id", flat=True)
    rows = gathering.serving(gathering.rules(now), ticket)
    open_to = [gathering.pure(row) for row in rows.values() if row.queue_id not in set(returned)]
    rule, why = routing.choose(open_to, gathering.facts(ticket))
    if rule is None:
        return
    row = rows[rule.number]
    left = ticket.queue
    if row.queue_id != left.pk:
        transfer(ticket, by=by, seen=ticket.version, queue=row.queue, reason=why)
        named = {"rule": row.number, "rule_version": row.version, "from_queue": left.pk, "to_queue": row.queue_id}
        record(Kind.ROUTED, ticket, by=by, at=now, text={"why": why}, **named)
    Decision.objects.create(ticket=ticket, rule=row, queue=row.queue, why=why, at=now)


def hand_out(ticket, *, by, now):
    """To somebody of the team, by the queue's strategy. Its row is locked: two tickets never get the same turn."""
    rows = QueueStrategy.objects.filter(queue=ticket.queue).exclude(kind=Strategy.NONE)
    strategy = rows.select_for_update(no_key=True).first()
    if strategy is None:
        return False
    wanted = assigning.Wanted(strategy.kind, gathering.needed_skills(ticket), strategy.last_id)
    choice = assigning.choose(gathering.candidates(ticket, now), wanted)
    keep(ticket, strategy, choice, now)
    if choice.person is None:
        return True
    person = Person.objects.get(pk=choice.person)
    assign(ticket, by=by, seen=ticket.version, to=person, reason=choice.why)
    strategy.last = person
    strategy.save(update_fields=["last"])
    return False


def keep(ticket, strategy, choice, now):
    """The latest choice with every candidate; one that found nobody is replaced by the next."""
    words = [{"person": one.pk, "name": one.name, "chosen": one.chosen, "word": one.word} for one in choice.lines]
    found = {"queue": ticket.queue, "strategy": strategy.kind, "person_id": choice.person, "why": choice.why}
    open_one = Decision.objects.filter(ticket=ticket, person=None).exclude(strategy="")
    open_one.update_or_create(ticket=ticket, defaults=found | {"candidates": words, "at": now})
