"""Lines of an explanation in words, on the wall clock of the calendar that counts."""

from collections.abc import Callable
from datetime import datetime

from supportdesk.times import worked
from tickets.sla.days import Line
from tickets.sla.pieces import Kind
from tickets.sla.why import Terms
from tickets.sla.worktime import SECOND


def when(line: Line) -> str:
    """ "Mon 23 Nov 09:00 to 17:00", "Mon 23 to Fri 27 Nov", or one instant."""
    if line.days > 1:
        return f"{line.begin:%a} {line.begin.day}{month(line)} to {line.end:%a} {line.end.day} {line.end:%b}"
    if line.begin == line.end:
        return instant(line.begin)
    same = line.begin.date() == line.end.date()
    return f"{instant(line.begin)} to {line.end:%H:%M}" if same else f"{instant(line.begin)} to {instant(line.end)}"


def month(line: Line) -> str:
    return "" if (line.begin.month, line.begin.year) == (line.end.month, line.end.year) else f" {line.begin:%b}"


def instant(at: datetime) -> str:
    return f"{at:%a} {at.day} {at:%b} {at:%H:%M}"


def worded(line: Line) -> str:
    """What this line says."""
    return SAID[line.kind](line) if line.kind in SAID else line.kind.replace("_", " ").capitalize()


def counted(line: Line) -> str:
    verb = "Will count" if line.ahead else "Counted over time" if line.over else "Counted"
    if line.days > 1:
        return f"{verb}: {line.days} × {worked(line.counted / line.days / SECOND)}"
    return f"{verb}, {line.cause}" if line.cause else verb


def paused(line: Line) -> str:
    by = line.by
    parts = [f"Paused: {line.cause}"]
    if by and by.party:
        parts.append(f"waiting for {by.party}")
    if by and by.until:
        parts.append(f"expected until {instant(by.until.astimezone(line.begin.tzinfo))}")
    if line.missed >= 60 * SECOND:
        parts.append(f"{worked(line.missed / SECOND)} of it in open hours")
    return ", ".join(parts)


def closed(name: str) -> Callable[[Line], str]:
    return lambda line: f"{name}: {line.cause}" if line.cause else name


def retargeted(line: Line) -> str:
    return f"Promise changed because {line.cause}" if line.cause not in ("", "retargeted") else "Promise changed"


def details(line: Line) -> list[str]:
    """Of a change of what is promised: both promises, both due times, and what it did to the sum."""
    was, now = (line.mark.was, line.mark.now) if line.mark else (None, None)
    if not (was and now):
        return []
    if line.kind != "retarget":
        return [f"{name}: {due(terms, line)}" for name, terms in (("Before", was), ("After", now))]
    told = [f"Before: {promise(was, line)}", f"After: {promise(now, line)}"]
    if was.used != now.used:
        told.append(f"Counted anew from the start: {worked(now.used / SECOND)} instead of {worked(was.used / SECOND)}")
    return told


def promise(terms: Terms, line: Line) -> str:
    hours = f"{terms.hours.name}, version {terms.hours.version}"
    return f"{worked(terms.target)}, {due(terms, line)} ({terms.policy}; {hours})"


def due(terms: Terms, line: Line) -> str:
    return f"due {instant(terms.due_at.astimezone(line.begin.tzinfo))}" if terms.due_at else "no due time while paused"


def named(sentence: str) -> Callable[[Line], str]:
    """For acts that name an instant: `{named}`, and until when, `{until}`."""

    def said(line: Line) -> str:
        moment, zone = line.by.moment if line.by else None, line.begin.tzinfo
        spoken = {
            name: instant(at.astimezone(zone)) if (at := getattr(moment, name, None)) else "it is withdrawn"
            for name in ("named", "until")
        }
        return sentence.format(**spoken) + (f": {line.cause}" if line.cause else "")

    return said


def rang(line: Line) -> str:
    return f"Warned at {line.by.share} %" if line.by and line.by.share else "Warned"


def labels(how: str) -> Callable[[Line], str]:
    return lambda line: f"The clocks {how}".format(worked(line.mark.label_seconds) if line.mark else "")


SAID: dict[str, Callable[[Line], str]] = {
    Kind.COUNTED: counted,
    Kind.OUTSIDE: lambda line: "Outside hours",
    Kind.HOLIDAY: closed("Holiday"),
    Kind.OVERRIDE: closed("Other hours on this date"),
    Kind.PAUSED: paused,
    "now": lambda line: "Now",
    "due": lambda line: "Due" if line.ahead else "Was due",
    "warned": rang,
    "breached": lambda line: "Breached",
    "stop": lambda line: "Ended",
    "cancel": lambda line: "No longer promised",
    "retarget": retargeted,
    "promise": named("Promised for {named}"),
    "override": named("Due set by hand to {named}, until {until}"),
    "revoke": named("What was set by hand was withdrawn"),
    "except": named("Excepted until {until}"),
    "unexcept": named("The exception was withdrawn"),
    "forward": labels("went forward: {} of open hours did not exist"),
    "back": labels("went back: {} of open hours counted twice"),
}
