"""How long a target is: a number with an explicit unit, kept in seconds of its calendar.

"1 day" means three things: a business day of eight hours, 24 hours of opening, or the same hour tomorrow. So a unit is
always named, and the form says what it means.
"""

from collections import Counter

from django.db.models import TextChoices

from tickets.sla.worktime import SECOND, Calendar

MINUTE, HOUR, DAY = 60, 3600, 86_400


class Unit(TextChoices):
    """A business day is as long as most open days of its calendar; a day is 24 hours that the calendar counts."""

    MINUTES = "minutes", "minutes"
    HOURS = "hours", "hours"
    WORKDAYS = "workdays", "business days"
    DAYS = "days", "days of 24 hours"


ONE = {
    Unit.MINUTES: "minute",
    Unit.HOURS: "hour",
    Unit.WORKDAYS: "business day",
    Unit.DAYS: "day of 24 hours",
}
FIXED = {Unit.MINUTES: MINUTE, Unit.HOURS: HOUR, Unit.DAYS: DAY}


def workday(hours: Calendar) -> int:
    """Seconds of a typical open day: the length that most open weekdays have, the longer one where two are as many."""
    lengths = Counter(sum(end - start for start, end in day) // SECOND for day in hours.days if day)
    return max(lengths, key=lambda length: (lengths[length], length))


def size(unit: str, hours: Calendar) -> int:
    """Seconds of one unit in these hours."""
    return workday(hours) if unit == Unit.WORKDAYS else FIXED[Unit(unit)]


def seconds(amount: int, unit: str, hours: Calendar) -> int:
    return amount * size(unit, hours)


def amount(length: int, unit: str, hours: Calendar) -> tuple[int, str]:
    """How it is written: in its own unit if that still comes out even, else in the largest that does."""
    for one in (unit, Unit.HOURS, Unit.MINUTES):
        if length % size(one, hours) == 0:
            return length // size(one, hours), one
    return max(1, round(length / MINUTE)), Unit.MINUTES


def plural(number: int, unit: str) -> str:
    return f"{number:,} {ONE[Unit(unit)] if number == 1 else Unit(unit).label}"


def short(length: float) -> str:
    """16 h, 1 h 30 min, 45 s: exact, largest first."""
    whole = round(length)
    parts = [(whole // HOUR, "h"), (whole % HOUR // MINUTE, "min"), (whole % MINUTE, "s")]
    return " ".join(f"{number:,} {unit}" for number, unit in parts if number) or "0 s"


def said(length: int, unit: str, hours: Calendar, name: str) -> str:
    """`15 minutes, around the clock` · `2 business days of Office = 16 h`."""
    number, written = amount(length, unit, hours)
    place = ", around the clock" if hours.always else f" of {name.partition(',')[0]}"
    written_so = f"{plural(number, written)}{place}"
    return written_so if written in (Unit.MINUTES, Unit.HOURS) else f"{written_so} = {short(length)}"
