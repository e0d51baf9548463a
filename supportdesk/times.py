"""Spans and instants in words. Pure but for the reader's zone."""

import math

from django.utils import timezone

MINUTE, HOUR, DAY = 60, 3600, 86400
UNITS = ((365 * DAY, "yr"), (30 * DAY, "mo"), (7 * DAY, "wk"), (DAY, "d"), (HOUR, "hr"), (MINUTE, "min"))


def span(seconds):
    """The largest sensible unit: "45 min", "3 h", "2 d". Two units where one would hide too much."""
    seconds = abs(seconds)
    if seconds < MINUTE:
        return f"{math.floor(seconds)} s"
    if seconds < 90 * MINUTE:
        return f"{math.floor(seconds / MINUTE)} min"
    if seconds < 2 * DAY:
        return f"{math.floor(seconds / HOUR)} h"
    return f"{math.floor(seconds / DAY)} d"


def worked(seconds):
    """A span of working time, exact to the minute: "7 h 30 min"."""
    minutes = math.floor(abs(seconds) / MINUTE)
    if not minutes:
        return f"{math.floor(abs(seconds))} s"
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)


def since(instant, now=None):
    """How long ago, without the word."""
    seconds = ((now or timezone.now()) - instant).total_seconds()
    size, unit = next(((size, unit) for size, unit in UNITS if seconds >= size), (1, "s"))
    return f"{max(0, math.floor(seconds / size))} {unit}"


def ago(instant, now=None):
    return f"{since(instant, now)} ago"


def instant(at):
    """The exact instant in the reader's zone, with the zone's name."""
    return timezone.localtime(at).strftime("%a %d %b %Y, %H:%M %Z")


def shortday(at):
    """The day, or today's hour."""
    local = timezone.localtime(at)
    return local.strftime("%H:%M") if local.date() == timezone.localdate() else local.strftime("%a %d %b")


def shortinstant(at):
    return timezone.localtime(at).strftime("%a %d %b %H:%M")
