"""When a time-box begins and ends (T-42): with an owner, by the working hours that the ticket is promised in."""

from datetime import timedelta

from django.db.models import F

from tickets.sla import worktime
from tickets.sla.models import Calendar

from .models import TimeBox, TimeBoxRule
from .states import Category


def minutes_for(ticket) -> int | None:
    """The most specific rule: the tier and this category, else the tier alone; None where nobody is boxed."""
    rules = TimeBoxRule.objects.filter(level=ticket.queue.team.level)
    found = rules.filter(category=ticket.category_id) if ticket.category_id else rules.none()
    rule = found.first() or rules.filter(category=None).first()
    return rule.minutes if rule else None


def begin(ticket, owner, now) -> TimeBox | None:
    minutes = minutes_for(ticket)
    if minutes is None or ticket.state_category not in (Category.NEW, Category.OPEN):
        return None
    ends_at = end_of(ticket, now, minutes)
    return TimeBox.objects.create(
        ticket=ticket, owner=owner, minutes=minutes, began_at=now, ends_at=ends_at, ring_at=ends_at
    )


def end_of(ticket, now, minutes):
    """By the calendar of the ticket's newest clock; a ticket that nothing is promised on has the clock on the wall."""
    calendar = ticket.clocks.order_by(F("pk").desc()).values_list("calendar_id", flat=True).first()
    if calendar is None:
        return now + timedelta(minutes=minutes)
    return worktime.add(Calendar.objects.version(calendar).hours, now, minutes * 60)


def end(ticket_ids, at) -> None:
    """Whoever held these tickets does so no longer, or they are over: their boxes end unanswered."""
    TimeBox.objects.filter(ticket__in=ticket_ids, ended_at=None).update(ended_at=at, ring_at=None)
