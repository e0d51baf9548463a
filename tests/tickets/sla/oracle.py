"""Working time as a person with a clock on the wall would count it: minute by minute. Slow, and too simple to be wrong.

It shares no code with the product: windows come as plain data, instants are whole minutes in UTC.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)


def is_open(zone, week, holidays, instant, pauses=()):
    label = instant.astimezone(zone)
    minute, today, yesterday = label.hour * 60 + label.minute, label.weekday(), (label.weekday() - 1) % 7
    return (
        label.date() not in holidays
        and not any(begin <= instant < end for begin, end in pauses)
        and (
            any(a <= minute < b if a <= b else minute >= a for a, b in week.get(today, ()))
            or any(b < a and minute < b for a, b in week.get(yesterday, ()))
        )
    )


def minutes(zone, week, holidays, begin, end, pauses=()):
    place, counted = ZoneInfo(zone), 0
    while begin < end:
        counted += is_open(place, week, holidays, begin, pauses)
        begin += MINUTE
    return counted


def due(zone, week, holidays, begin, target, pauses=()):
    """The first instant at which `target` minutes are counted."""
    place = ZoneInfo(zone)
    while target:
        target -= is_open(place, week, holidays, begin, pauses)
        begin += MINUTE
    return begin
