"""What pages and the API tell of calendars."""

from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import windows, worktime
from .models import Calendar, Draft
from .publishing import counting_in

MINUTE = worktime.MINUTE
LONGEST_HOURS = 100_000
SHOWN_PIECES = 12


class Day(NamedTuple):
    """A date that is not like its weekday: closed (`hours` empty), or open otherwise."""

    day: date
    words: str
    hours: str
    closed: bool


class Piece(NamedTuple):
    begin: datetime
    end: datetime
    seconds: float


class Tried(NamedTuple):
    """Where so many hours from an instant end, and the open stretches that make them up."""

    start: datetime
    due: datetime
    pieces: list[Piece]
    more: int


def in_force(at):
    """The version of each calendar that holds, and those that have yet to begin for the first time."""
    held = {one.key: one for one in Calendar.objects.in_force(at)}
    for one in Calendar.objects.exclude(key__in=held).order_by("key", "version").distinct("key"):
        held[one.key] = one
    return sorted(held.values(), key=lambda one: one.name.lower())


def current(key, at):
    """The version that holds, or the first that will; nothing if there is no such calendar."""
    versions = Calendar.objects.filter(key=key)
    held = versions.filter(effective_from__lte=at).order_by("-effective_from", "-version").first()
    return held or versions.order_by("effective_from", "version").first()


def versions(key):
    return Calendar.objects.filter(key=key).order_by("-version")


def open_draft(key, viewer):
    return Draft.objects.visible_to(viewer).open().filter(what=Draft.What.CALENDAR, key=key).first()


def dates(calendar) -> list[Day]:
    """Every date that is not like its weekday, in order; an override goes before a holiday."""
    found = {day: Day(day, calendar.holiday_name(day) or "Closed", "", closed=True) for day in calendar.holidays}
    for text, each in calendar.overrides.items():
        day = date.fromisoformat(text)
        hours = windows.said(each["windows"])
        found[day] = Day(day, each["reason"], hours, closed=not each["windows"])
    return sorted(found.values())


def upcoming(calendar, at) -> list[Day]:
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    return [one for one in dates(calendar) if one.day >= today]


def past(calendar, at) -> list[Day]:
    """They stay: a clock may be judged anew from its beginning."""
    today = at.astimezone(ZoneInfo(calendar.zone)).date()
    return [one for one in dates(calendar) if one.day < today]


class Column(NamedTuple):
    """A day of the week: its windows in words, and as (from, to) minutes of the day, cut at midnight."""

    name: str
    words: str
    pieces: tuple[tuple[int, int], ...]


def week(calendar) -> list[Column]:
    return [
        Column(
            name,
            windows.said(calendar.week.get(str(number), [])),
            tuple((start // MINUTE, end // MINUTE) for start, end in calendar.hours.days[number]),
        )
        for number, name in enumerate(windows.DAYS)
    ]


def tried(calendar, start, hours) -> Tried:
    """What so many hours from this instant would be, by this version alone."""
    hours_of = calendar.hours
    due = worktime.add(hours_of, start, hours * 3600)
    pieces: list[Piece] = []
    place, more = ZoneInfo(calendar.zone), 0
    if hours:
        for begin, end in worktime.spans(hours_of, start):
            if begin >= due:
                break
            last = min(end, due)
            if pieces and pieces[-1].end == begin:
                pieces[-1] = piece(pieces[-1].begin, last, place)
            elif len(pieces) < SHOWN_PIECES:
                pieces.append(piece(begin, last, place))
            else:
                more += 1
    return Tried(start.astimezone(place), due.astimezone(place), pieces, more)


def piece(begin, end, place):
    return Piece(begin.astimezone(place), end.astimezone(place), (end - begin) / timedelta(seconds=1))


def policies_of(key, at):
    """The policies that count in this calendar."""
    return sorted(counting_in(key, at), key=lambda one: (one.position, one.key))
