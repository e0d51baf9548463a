"""Open hours as people write them: `Mon-Fri 9-12 and 13-18`, and back."""

import re
from itertools import pairwise

MIDNIGHT = 1440
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = tuple(day[:3].lower() for day in DAYS)
NAME = rf"(?:{'|'.join(SHORT)})[a-z]*\.?"
SPAN = r"\s*(?:-|–|—|\bto\b)\s*"
AND = r"\s*(?:,|;|&|\+|/|\band\b)\s*"
LINE = re.compile(rf"({NAME}(?:(?:{SPAN}|{AND}){NAME})*|weekdays|weekends?|daily|every day)\s*:?\s*(.*)", re.I | re.S)
TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
WINDOW = re.compile(rf"{TIME}{SPAN.replace('to', '(?:to|until)')}{TIME}", re.I)
GROUPS = {"weekdays": range(5), "weekend": (5, 6), "weekends": (5, 6), "daily": range(7), "every day": range(7)}
WHOLE = {"all day", "24h", "24 h", "24 hours", "around the clock", "open"}
SHUT = {"", "closed", "none", "-", "–"}


class Unreadable(ValueError):
    """What was written is no time; says what and why."""


def read(text: str, *, overnight: bool = False) -> list[list[int]]:
    """The windows of one day in minutes, in order; none if it is closed."""
    written = text.strip().lower()
    if written in SHUT:
        return []
    if written in WHOLE:
        return [[0, MIDNIGHT]]
    parts = [part for part in re.split(AND, text.strip(), flags=re.I) if part]
    return sorted(window(part, overnight=overnight) for part in parts)


def window(text: str, *, overnight: bool) -> list[int]:
    found = WINDOW.fullmatch(text.strip())
    if not found:
        raise Unreadable(f"“{text.strip()}” is no window. Write it like 9:00-17:30.")
    start, end = minutes(text, *found.group(1, 2, 3)), minutes(text, *found.group(4, 5, 6)) or MIDNIGHT
    if start == end:
        raise Unreadable(f"“{text.strip()}” is no time at all. For a whole day write 0:00-24:00.")
    if end < start and not overnight:
        raise Unreadable(
            f"“{text.strip()}” ends before it begins. If it runs over midnight, tick “Windows may run over midnight”."
        )
    if start == MIDNIGHT:
        raise Unreadable(f"“{text.strip()}” begins when the day is over. Write it on the next day, from 0:00.")
    return [start, end]


def minutes(text: str, hour: str, minute: str | None, half: str | None) -> int:
    number, rest = int(hour), int(minute or 0)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half.lower() == "pm" else 0)
    elif half:
        number = 99
    if number > 24 or rest > 59 or (number == 24 and rest):
        raise Unreadable(f"“{text.strip()}” names a time that no clock shows.")
    return number * 60 + rest


def read_week(text: str, *, overnight: bool = False) -> dict[str, list[list[int]]]:
    """Lines of days and their windows; a day that is named twice has both."""
    week: dict[str, list[list[int]]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            days, windows = split(line.strip(), overnight=overnight)
        except Unreadable as error:
            raise Unreadable(f"Line {number}: {error}") from error
        for day in days:
            week[str(day)] = sorted([*week.get(str(day), []), *windows])
    return {day: windows for day, windows in sorted(week.items()) if windows}


def split(line: str, *, overnight: bool) -> tuple[list[int], list[list[int]]]:
    found = LINE.fullmatch(line)
    if not found:
        raise Unreadable(f"“{line}” does not begin with a day. Write it like Mon-Fri 9:00-17:30.")
    return days_of(found[1]), read(found[2], overnight=overnight)


def days_of(text: str) -> list[int]:
    if text.lower() in GROUPS:
        return list(GROUPS[text.lower()])
    days: list[int] = []
    for part in re.split(AND, text, flags=re.I):
        ends = [SHORT.index(name.strip()[:3].lower()) for name in re.split(SPAN, part, flags=re.I)]
        first, last = ends[0], ends[-1]
        days += [day % 7 for day in range(first, last + 1 if last >= first else last + 8)]
    return days


def clash(week: dict[str, list[list[int]]]) -> str | None:
    """Two windows that are open at once, in words; also over midnight, where one day runs into the next."""
    for day in range(7):
        windows, ahead = week.get(str(day), []), week.get(str((day + 1) % 7), [])
        for (start, end), (later, until) in pairwise(windows):
            if later < end or end < start:
                return f"{DAYS[day]}: {one(start, end)} and {one(later, until)} overlap."
        if windows and ahead and windows[-1][1] < windows[-1][0] and ahead[0][0] < windows[-1][1]:
            return f"{DAYS[day]}’s {one(*windows[-1])} runs into {DAYS[(day + 1) % 7]}’s {one(*ahead[0])}."
    return None


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def one(start: int, end: int) -> str:
    return f"{clock(start)}–{clock(end)}"


def said(windows) -> str:
    """As people read it: each window in full, or `closed`."""
    if [list(each) for each in windows] == [[0, MIDNIGHT]]:
        return "all day"
    return ", ".join(one(start, end) for start, end in windows) or "closed"


def written(week) -> str:
    """A week in the lines that `read_week` reads: neighbours with the same windows share one."""
    lines: list[tuple[int, int, str]] = []
    for day in range(7):
        hours = said(week.get(str(day), [])).replace("–", "-")
        if lines and lines[-1][2] == hours and lines[-1][1] == day - 1:
            lines[-1] = (lines[-1][0], day, hours)
        else:
            lines.append((day, day, hours))
    return "\n".join(f"{span(first, last)} {hours}" for first, last, hours in lines if hours != "closed")


def span(first: int, last: int) -> str:
    return DAYS[first][:3] if first == last else f"{DAYS[first][:3]}-{DAYS[last][:3]}"


def over_midnight(windows) -> bool:
    return any(end < start for start, end in windows)
