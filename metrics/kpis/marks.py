"""What explains a spike: incidents, holidays, promises that changed; and where a figure began to count or to be judged
otherwise (MET-02, MET-22)."""

from datetime import datetime, time

from django.db.models import BigIntegerField, Value
from django.utils import timezone

from incidents.response.models import Incident
from tickets.sla.models import Calendar, Policy

from . import aims
from .spans import midnight

MOST = 20


def marks(viewer, spans):
    """`{"at": number of the step, "words": …}` for what happened within these steps, as far as the reader may know."""
    if not spans:
        return []
    since, until = spans[0].since, spans[-1].until
    told = Incident.objects.visible_to(viewer).filter(declared_at__gte=since, declared_at__lt=until, drill=False)
    named = told.order_by("declared_at").values_list("declared_at", "pk", "title")[:MOST]
    changed = Policy.objects.filter(effective_from__gte=since, effective_from__lt=until, version__gt=1)
    policies = changed.order_by("effective_from").values_list("effective_from", Value(None, BigIntegerField()), "name")
    found = [
        (at, f"INC-{number} {words}"[:80] if number else f"Promise “{words}” changed")
        for at, number, words in named.union(policies[:MOST], all=True)
    ]
    shown = [(at, f"{words}, {said(at)}") for at, words in found] + holidays(since, until)
    return placed(shown, spans)


def holidays(since, until):
    """Each day once, with the calendars that are closed on it."""
    closed: dict[tuple, set] = {}
    for calendar in Calendar.objects.in_force(until):
        for day in calendar.holidays:
            if since <= midnight(day) < until:
                closed.setdefault((day, calendar.holiday_name(day)), set()).add(calendar.name)
    return [
        (midnight(day), f"{name or 'Holiday'} ({', '.join(sorted(names))} closed), {day:%a %d %b}")
        for (day, name), names in sorted(closed.items())[:MOST]
    ]


def changes(kpi, spans):
    """Where this figure is defined otherwise from then on: it counts otherwise, or another target holds."""
    found = [(noon(day), f"{kpi.id} counted otherwise, {said(noon(day))}: {words}") for day, words in kpi.changed]
    found += [(since, f"Target of {kpi.id} changed, {said(since)}: {words}") for since, words in aims.changed(kpi)]
    return placed(found, spans)


def placed(found, spans):
    """Those that lie within the steps, in order, each at the number of its step."""
    inside = [(at, words) for at, words in sorted(found) if spans and spans[0].since <= at < spans[-1].until]
    return [{"at": step_of(at, spans), "words": words} for at, words in inside]


def step_of(at, spans):
    return next(number for number, span in enumerate(spans) if span.since <= at < span.until)


def noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def said(at):
    return timezone.localtime(at).strftime("%a %d %b %H:%M")
