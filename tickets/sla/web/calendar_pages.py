"""Calendars as they are: all of them, one with its week and its dates, and what each version said otherwise."""

from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from supportdesk import clock
from supportdesk.accounts.actor import actor
from supportdesk.administration import office_only
from supportdesk.web import absent, form_refusals

from .. import calendar_terms, calendars, policy, wordwise
from ..actions.drafts import begin_draft
from ..models import Calendar, Draft
from .calendar_forms import HoursForm, TryForm, hours_of

LIST, ONE, DRAFT = "administration-calendars", "administration-calendar", "administration-calendar-draft"
DATES = 60
FIRST = {"name": "", "zone": "UTC", "week": {str(day): [[540, 1020]] for day in range(5)}}
reading = require_http_methods(["GET", "HEAD"])


def may_draft(request):
    return policy.can(actor(request), "draft_terms", Draft(what="calendar"))


@office_only
@reading
def every_calendar(request):
    now = clock.asked(request.user)
    drafts = Draft.objects.visible_to(request.user).open().filter(what=Draft.What.CALENDAR)
    lines = [
        (one, calendars.upcoming(one, now)[:1], calendars.policies_of(one.key, now)) for one in calendars.in_force(now)
    ]
    context = {"lines": lines, "drafts": drafts.select_related("made_by"), "may": may_draft(request), "now": now}
    return render(request, "sla/calendars.html", context)


@office_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_calendar(request):
    """The first draft of a new one; everything else is added to the draft."""
    if not may_draft(request):
        absent()
    form = HoursForm(request.POST or None, initial=hours_of(FIRST | {"zone": request.user.zone}))
    if request.method == "POST" and form.is_valid():
        with form_refusals(form):
            made = begin_draft("", by=actor(request), what="calendar", content=form.content())
            return redirect(DRAFT, made.pk)
    return render(request, "sla/new_calendar.html", {"form": form}, status=422 if form.errors else 200)


@office_only
@reading
def one_calendar(request, calendar):
    now = clock.asked(request.user)
    one = calendars.current(calendar, now) or absent()
    upcoming = calendars.upcoming(one, now)
    context = {
        "one": one,
        "week": calendars.week(one),
        "upcoming": upcoming[:DATES],
        "left_out": max(0, len(upcoming) - DATES),
        "versions": with_differences(calendar),
        "policies": calendars.policies_of(calendar, now),
        "draft": calendars.open_draft(calendar, request.user),
        "may": may_draft(request),
        "now": now,
        **trial(request, one, now),
    }
    return render(request, "sla/calendar.html", context)


def with_differences(key):
    """Each version, newest first, with what it says otherwise than the one before, word by word."""
    rows = list(calendars.versions(key))
    before: list[Calendar | None] = [*rows[1:], None]
    return [
        (row, marked(calendar_terms.changes(was, row)) if was else None) for row, was in zip(rows, before, strict=True)
    ]


def marked(changes):
    """What was not said before has nothing to be compared with."""
    none = calendar_terms.NOTHING
    return [
        (label, wordwise.difference(was if was != none else "", now if now != none else ""))
        for label, (was, now) in changes.items()
    ]


def trial(request, one, now):
    """The tester: what so many hours from an instant on the calendar's own clock would be."""
    place = ZoneInfo(one.zone)
    if "hours" not in request.GET:
        return {
            "try_form": TryForm(initial={"start": now.astimezone(place), "hours": 4}, auto_id="try-%s"),
            "tried": None,
        }
    form, found = TryForm(request.GET, auto_id="try-%s"), None
    if form.is_valid():
        start = form.cleaned_data["start"].replace(tzinfo=place)
        try:
            found = calendars.tried(one, start, form.cleaned_data["hours"])
        except OverflowError:
            form.add_error("hours", "That is further than dates go.")
    return {"try_form": form, "tried": found}


@office_only
@require_POST
def calendar_draft(request, calendar):
    """Begin a draft of the next version; one that is there already is gone on with."""
    now = clock.now()
    one = calendars.current(calendar, now) or absent()
    draft = calendars.open_draft(calendar, request.user)
    if draft is None:
        moves = {each.key: True for each in calendars.policies_of(calendar, now)}
        newest = calendars.versions(calendar).first() or one
        draft = begin_draft(calendar, by=actor(request), what="calendar", content=newest.plain(), policies=moves)
    return redirect(DRAFT, draft.pk)


def found(request, pk):
    drafts = (
        Draft.objects.visible_to(request.user).filter(what=Draft.What.CALENDAR).select_related("made_by", "changed_by")
    )
    return get_object_or_404(drafts, pk=pk)


def address(draft):
    return reverse(DRAFT, args=[draft.pk])
