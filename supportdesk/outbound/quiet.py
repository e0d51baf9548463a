"""The hours in which somebody hears of what is not urgent. Whoever says nothing has the desk's."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from supportdesk.accounts.models import Person
from supportdesk.configuration.definitions import Definition
from supportdesk.configuration.values import value
from supportdesk.outbound.models import HearingHours

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ALWAYS = "always"
KEY = "hearing_hours"
SAID = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))? ([0-2]\d:[0-5]\d)-([0-2]\d:[0-5]\d)")


@dataclass(frozen=True)
class Hours:
    """From `starts` to `ends` on these days, Monday 0, by the clock on the wall; over midnight when it ends before it
    starts."""

    days: frozenset[int]
    starts: time
    ends: time

    def next(self, zone: str, at: datetime) -> datetime:
        """`at` itself within the hours, else the instant at which the next of them begin."""
        place = ZoneInfo(zone)
        today = at.astimezone(place).date()
        for day in (today + timedelta(days=ahead) for ahead in range(-1, 9)):
            over = timedelta(days=1 if self.ends <= self.starts else 0)
            begin = datetime.combine(day, self.starts, place).astimezone(UTC)
            end = datetime.combine(day + over, self.ends, place).astimezone(UTC)
            if day.weekday() in self.days and at < end:
                return max(at, begin)
        return at

    def __str__(self) -> str:
        days = ", ".join(DAYS[day] for day in sorted(self.days))
        return f"{days} {self.starts:%H:%M}-{self.ends:%H:%M}"


def parse(text: str) -> Hours | None:
    """`Mon-Fri 08:00-18:00`, or nothing for `always`. Raises ValueError."""
    if text == ALWAYS:
        return None
    found = SAID.fullmatch(text)
    if found is None:
        raise ValueError(text)
    first, last = DAYS.index(found[1]), DAYS.index(found[2] or found[1])
    days = frozenset((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))
    return Hours(days, time.fromisoformat(found[3]), time.fromisoformat(found[4]))


def wrong(given: object) -> str:
    try:
        parse(given if isinstance(given, str) else "")
    except ValueError:
        return "Say always, or days and hours like Mon-Fri 08:00-18:00."
    return ""


DEFINITIONS = (
    Definition(
        KEY,
        "Hours in which people hear of levels of a promise",
        ALWAYS,
        wrong,
        "always, or like Mon-Fri 08:00-18:00, in each person's zone; P1 and P2 are told at once. Own hours come first.",
    ),
)


def of_desk() -> Hours | None:
    return parse(value(KEY))


def own(row: HearingHours) -> Hours | None:
    if row.always or row.starts is None or row.ends is None:
        return None
    return Hours(frozenset(row.days), row.starts, row.ends)


def hearing(people: Iterable[int], at: datetime) -> dict[int, datetime]:
    """When each of these hears of what is said at `at`; who hears it at once is not among them."""
    rows = {row.person_id: own(row) for row in HearingHours.objects.filter(person__in=people)}
    desk = of_desk()
    if not desk and not any(rows.values()):
        return {}
    zones = Person.objects.filter(pk__in=people).values_list("pk", "zone")
    found = {pk: hours.next(zone, at) for pk, zone in zones if (hours := rows.get(pk, desk))}
    return {pk: instant for pk, instant in found.items() if instant > at}
