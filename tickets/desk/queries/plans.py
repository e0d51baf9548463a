"""What comes next on tickets, and which of them wait for a plan (T-26, T-31)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q

from ..models import Plan, Ticket, TimeBox

AGED = timedelta(days=14)
STALE = timedelta(days=5)


def plan_of(ticket) -> Plan | None:
    return Plan.objects.filter(ticket=ticket, done_at=None).select_related("set_by").first()


def next_action_at(ticket, plan) -> datetime:
    """Every live ticket has one: what was planned, else its next deadline, else when it counts as stale."""
    if plan:
        return plan.at
    return ticket.due_at or ticket.activity_at + STALE


def open_box(ticket) -> TimeBox | None:
    return TimeBox.objects.filter(ticket=ticket, ended_at=None).select_related("owner").first()


def overdue(person, now):
    """The owner's tickets whose planned hour has come without anything done since (T-26), the longest first."""
    due = Q(plan__done_at=None, plan__at__lte=now)
    return Ticket.objects.visible_to(person).live().filter(due, owner=person).order_by("plan__at", "pk")


@dataclass(frozen=True)
class Groomed:
    """One line of the grooming list: why it is there, and its plan where it has one."""

    ticket: Ticket
    plan: Plan | None
    aged: bool
    stale: bool
    flagged: bool


def groomable(person, now):
    """What has been open for AGED or untouched for STALE, the oldest first (T-31)."""
    old = Q(opened_at__lte=now - AGED) | Q(activity_at__lte=now - STALE)
    seen = Ticket.objects.visible_to(person).live().filter(old)
    return seen.select_related("requester", "owner", "queue", "plan").order_by("opened_at", "pk")


def unplanned(tickets, now):
    """The aged ones without a plan whose day is still to come."""
    planned = Q(plan__isnull=False, plan__done_at=None, plan__at__gt=now)
    return tickets.filter(opened_at__lte=now - AGED).exclude(planned)


def groomed(ticket, now) -> Groomed:
    plan = getattr(ticket, "plan", None)
    plan = plan if plan and plan.done_at is None else None
    aged = ticket.opened_at <= now - AGED
    flagged = aged and (plan is None or plan.at <= now)
    return Groomed(ticket, plan, aged, ticket.activity_at <= now - STALE, flagged)


def snoozed(person, now):
    """The person's own tickets that stay out of the way for now."""
    hidden = Q(plan__snoozed=True, plan__done_at=None, plan__at__gt=now)
    return Ticket.objects.visible_to(person).live().filter(hidden, owner=person).order_by(F("plan__at"), "pk")
