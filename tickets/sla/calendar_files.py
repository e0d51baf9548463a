"""Closed days from a calendar file (iCalendar, RFC 5545): all-day events, recurring ones for the years asked for."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from dateutil.rrule import rrulestr
from icalendar import Calendar

LARGEST = 1_000_000
MOST_EVENTS, MOST_DAYS = 5000, 366
EARLIEST = 1900
FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
READ = ("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID")


class Unreadable(ValueError):
    """The file cannot be used: the line, and why."""

    def __init__(self, line: int, why: str):
        super().__init__(f"Line {line}: {why}")


class Found(NamedTuple):
    """Dates with names, and how many events were left out because they have a time of day."""

    days: dict[date, str]
    timed: int


class Place(NamedTuple):
    """Where an event begins in the file, and the line of each of its properties."""

    line: int
    lines: dict[str, int]

    def of(self, name: str) -> int:
        return self.lines.get(name, self.line)


def read(text: str, years) -> Found:
    if len(text) > LARGEST:
        raise Unreadable(1, "the file is larger than a megabyte.")
    places = looked_over(text)
    if len(places) > MOST_EVENTS:
        raise Unreadable(places[MOST_EVENTS].line, f"there are more than {MOST_EVENTS} events.")
    try:
        events = Calendar.from_ical(text).walk("VEVENT")
    except (ValueError, IndexError, KeyError) as error:
        raise Unreadable(1, f"the file cannot be read: {error}") from error
    return gathered(list(zip(events, places, strict=True)), sorted(years))


def looked_over(text: str) -> list[Place]:
    """The form of the file, line by line, so that what is wrong can be named by its line."""
    open_parts: list[tuple[str, int]] = []
    places: list[Place] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line[0] in " \t":
            continue
        name, colon, value = line.partition(":")
        name = name.partition(";")[0].strip().upper()
        if (
            number == 1 + text[: len(text) - len(text.lstrip())].count("\n")
            and line.strip().upper() != "BEGIN:VCALENDAR"
        ):
            raise Unreadable(number, f"“{shown(line)}” is no beginning of a calendar file (BEGIN:VCALENDAR).")
        if not colon:
            raise Unreadable(number, f"“{shown(line)}” has no colon, so it says nothing.")
        if name == "BEGIN":
            open_parts.append((value.strip().upper(), number))
            places += [Place(number, {})] if value.strip().upper() == "VEVENT" else []
        elif name == "END":
            closed(open_parts, value.strip().upper(), number)
        elif open_parts and open_parts[-1][0] == "VEVENT":
            places[-1].lines.setdefault(name, number)
    if open_parts:
        raise Unreadable(open_parts[-1][1], f"{open_parts[-1][0]} begins here and nothing ends it.")
    if not text.strip():
        raise Unreadable(1, "the file is empty.")
    return places


def closed(open_parts, name, number):
    if name in [part for part, _ in open_parts[:-1]] and open_parts[-1][0] != name:
        raise Unreadable(open_parts[-1][1], f"{open_parts[-1][0]} begins here and nothing ends it.")
    if not open_parts or open_parts[-1][0] != name:
        raise Unreadable(number, f"{name} ends here and did not begin.")
    open_parts.pop()


def shown(line: str) -> str:
    return line.strip()[:60]


def gathered(events, years) -> Found:
    """Every day of every all-day event of these years; of several on one day the first names it."""
    for event, place in events:
        require_sound(event, place)
    moved = exceptions(events)
    days: dict[date, str] = {}
    timed = 0
    for event, place in events:
        begin = event.get("DTSTART")
        if begin is None:
            raise Unreadable(place.line, "this event has no beginning (DTSTART).")
        if isinstance(begin.dt, datetime):
            timed += 1
        elif str(event.get("STATUS", "")).upper() != "CANCELLED":
            for day in days_of(event, place, years, moved):
                if day.year in years:
                    days.setdefault(day, str(event.get("SUMMARY", "")).strip()[:120] or "Closed")
    return Found(dict(sorted(days.items())), timed)


def require_sound(event, place):
    for name, why in event.errors:
        if str(name).upper() in READ:
            raise Unreadable(place.of(str(name).upper()), f"{name} cannot be read: {why}")


def exceptions(events) -> dict[str, set[date]]:
    """The occurrences of a series that are said anew in events of their own."""
    found: dict[str, set[date]] = defaultdict(set)
    for event, _ in events:
        if "RECURRENCE-ID" in event:
            found[str(event.get("UID", ""))].add(plain(event["RECURRENCE-ID"].dt))
    return found


def days_of(event, place, years, moved) -> Iterator[date]:
    length = length_of(event, place)
    left_out = set(listed(event, "EXDATE"))
    if "RECURRENCE-ID" not in event:
        left_out |= moved.get(str(event.get("UID", "")), set())
    for first in occurrences(event, place, years):
        if first not in left_out:
            yield from (first + timedelta(days=number) for number in range(length))


def length_of(event, place) -> int:
    begin, end = event["DTSTART"].dt, event.get("DTEND")
    length = (plain(end.dt) - begin).days if end else event["DURATION"].dt.days if "DURATION" in event else 1
    if not 0 <= length <= MOST_DAYS:
        line = place.of("DTEND" if end else "DURATION")
        raise Unreadable(line, "this event ends before it begins." if length < 0 else "this event lasts over a year.")
    return length or 1


def occurrences(event, place, years) -> Iterator[date]:
    begin = event["DTSTART"].dt
    yield begin
    yield from listed(event, "RDATE")
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        yield from repeated(rule, begin, place, date(years[-1], 12, 31))


def repeated(rule, begin, place, last) -> Iterator[date]:
    """No further than the years asked for: a rule may go on for ever, and one that never holds would be looked for."""
    line = place.of("RRULE")
    said = {name.upper(): values for name, values in rule.items()}
    if begin.year < EARLIEST:
        raise Unreadable(place.of("DTSTART"), f"a series that began before {EARLIEST} is not followed.")
    if str(said.get("FREQ", [""])[0]).upper() not in FREQUENCIES or int(said.get("INTERVAL", [1])[0]) < 1:
        raise Unreadable(line, f"this is no rule for days: {rule.to_ical().decode()}")
    until = said.pop("UNTIL", None)
    end = min(last, plain(until[0])) if until else last
    rest = type(rule)({name: values for name, values in said.items() if name != "COUNT"})
    number = said.get("COUNT", [None])[0]
    try:
        series = rrulestr(rest.to_ical().decode(), dtstart=midnight(begin)).replace(until=midnight(end))
        for index, instant in enumerate(series, start=1):
            if number is not None and index > number:
                return
            yield instant.date()
    except (ValueError, TypeError) as error:
        raise Unreadable(line, f"this rule cannot be followed: {error}") from error


def midnight(day: date) -> datetime:
    """Without a zone: the day on the wall, wherever the wall is."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001


def listed(event, name) -> Iterator[date]:
    found: Any = event.get(name, [])
    for group in found if isinstance(found, list) else [found]:
        yield from (plain(each.dt) for each in group.dts)


def plain(value) -> date:
    return value.date() if isinstance(value, datetime) else value
