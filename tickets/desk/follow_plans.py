"""What plans and time-boxes learn from what happens on their tickets. A subscriber of the people's lane."""

from .boxes import begin, end
from .kinds import Kind
from .models import Plan, Ticket

HANDS = {Kind.ASSIGNED, Kind.ACCEPTED, Kind.TRANSFERRED}
OVER = {Kind.RESOLVED, Kind.CLOSED, Kind.CANCELLED}
WORK = {Kind.NOTED, Kind.MOVED, Kind.TRIAGED, Kind.PRIORITISED, Kind.CLASSIFIED, Kind.OFFERED, *HANDS}
WAKES = {Kind.SLA_WARNED, Kind.SLA_BREACHED, Kind.REOPENED}


def follow(events):
    """Work on a ticket whose plan was due is that plan done; what others do wakes a snoozed one; a new owner begins
    a new time-box. One statement finds the few tickets of a batch that have a plan."""
    heard = [event for event in events if event.subject == "ticket" and event.via != "import"]
    open_plans = Plan.objects.filter(ticket__in={event.subject_id for event in heard}, done_at=None)
    plans = {plan.ticket_id: plan for plan in open_plans} if heard else {}
    for event in heard:
        if event.subject_id in plans:
            learn(plans[event.subject_id], event)
    hands = [event for event in heard if event.kind in HANDS | OVER]
    if hands:
        follow_hands(hands)


def learn(plan, event):
    over = event.kind in OVER
    if over or (is_work(event) and event.at >= max(plan.at, plan.set_at)):
        plan.done_at, plan.remind_at, plan.snoozed = event.at, None, False
    elif plan.snoozed and wakes(event):
        plan.snoozed = False
    else:
        return
    plan.save(update_fields=["done_at", "remind_at", "snoozed"])


def is_work(event):
    """Something the desk did: a colleague's word, not the requester's and not a sweep's."""
    if event.kind == Kind.REPLIED:
        return bool(event.data["from_desk"])
    return event.kind in WORK and event.actor_kind == "person"


def wakes(event):
    return event.kind in WAKES or (event.kind == Kind.REPLIED and not event.data["from_desk"])


def follow_hands(events):
    """One box for each owner. By the time this is told the ticket may have gone on: only its present owner counts."""
    known = Ticket.objects.select_related("owner", "queue__team")
    tickets = known.in_bulk({event.subject_id for event in events})
    for event in events:
        ticket = tickets.get(event.subject_id)
        if ticket is None:
            continue
        end([ticket.pk], event.at)
        if ticket.owner and ticket.is_live and event.kind in HANDS:
            begin(ticket, ticket.owner, event.at)
