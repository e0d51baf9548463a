"""What rules have to look at, and what came back from where a rule had sent it. A subscriber of the figures' lane."""

from django.conf import settings
from django.db import transaction

from supportdesk.celery import app
from supportdesk.events.models import Event
from tickets.desk.kinds import Kind
from tickets.desk.models import Ticket

from .models import Bounce, Bounced, Decision, QueueStrategy, RoutingRule, RuleRun, Strategy

ROUTES = {Kind.OPENED, Kind.TRIAGED, Kind.CLASSIFIED}
HEARD = ROUTES | {Kind.TRANSFERRED}
BOUNCES = {Kind.TRANSFERRED, Kind.DECLINED, Kind.ASSIGNED}
QUIET = ("import", "rule")  # what a rule did itself makes no other rule look


def hear(events):
    """What came back first: a rule does not send anything to where people have just sent it on from."""
    note_bounces(events)
    queue_rules(events)


def queue_rules(events):
    """One run for each event that may change where a ticket belongs; nothing while there are no rules."""
    heard = [event for event in events if event.kind in HEARD and event.via not in QUIET]
    if not heard or not anything_decided():
        return
    runs = [
        RuleRun(ticket_id=event.subject_id, event_id=event.pk, routes=event.kind in ROUTES, due_at=event.recorded_at)
        for event in heard
    ]
    RuleRun.objects.bulk_create(runs, ignore_conflicts=True)
    if settings.EVENT_NUDGE:
        transaction.on_commit(wake, robust=True)


def anything_decided():
    by_rule = RoutingRule.objects.filter(ended_at=None).exists()
    return by_rule or QueueStrategy.objects.exclude(kind=Strategy.NONE).exists()


def wake():
    """The sweep would come in seconds; this is sooner."""
    app.send_task("tickets.automation.tasks.run", retry=False, expires=10)


def note_bounces(events):
    """Tickets that people sent on, declined or handed back (T-22)."""
    heard = [event for event in events if event.kind in BOUNCES and event.actor_kind == "person"]
    came_back = [event for event in heard if event.via not in QUIET and what(event)]
    tickets = Ticket.objects.in_bulk({event.subject_id for event in came_back}) if came_back else {}
    bounces = [bounce(event, tickets[event.subject_id]) for event in came_back if event.subject_id in tickets]
    Bounce.objects.bulk_create([one for one in bounces if one], ignore_conflicts=True)


def what(event):
    if event.kind == Kind.ASSIGNED:
        released = event.data["owner"] is None and event.data["giver"] == event.actor_id
        return Bounced.HANDED_BACK if released else None
    return Bounced.SENT_ON if event.kind == Kind.TRANSFERRED else Bounced.DECLINED


def bounce(event, ticket):
    """Sent on counts only from where somebody or a rule had sent it: leaving the queue of arrival is routing."""
    queue = event.data.get("from_queue") or ticket.queue_id
    ruled = Decision.objects.filter(ticket=ticket, rule__isnull=False, at__lte=event.at).last()
    rule = ruled.rule_id if ruled and ruled.queue_id == queue else None
    kind = what(event)
    if kind == Bounced.SENT_ON and rule is None and not sent_there(event, queue):
        return None
    filed = {"category_id": ticket.category_id, "component_id": ticket.component_id}
    named = {"ticket": ticket, "event_id": event.pk, "at": event.at}
    return Bounce(what=kind, rule_id=rule, queue_id=queue, **named, **filed)


def sent_there(event, queue):
    before = Event.objects.filter(subject=Ticket.subject, subject_id=event.subject_id, pk__lt=event.pk)
    return before.filter(kind=Kind.TRANSFERRED, data__to_queue=queue).exists()
