"""Spans of the calendar in the desk's zone, half open. Pure but for the zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

STEPS = ("hour", "day", "week", "month", "quarter")
HOUR = timedelta(hours=1)
MONTHS = {"month": 1, "quarter": 3}


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


@dataclass(frozen=True, order=True)
class Span:
    since: datetime
    until: datetime

    @classmethod
    def current(cls, step, now) -> "Span":
        """The step of the calendar that this instant lies in; it may not be over yet."""
        since = floor(step, now)
        return cls(since, following(step, since))

    @classmethod
    def last(cls, step, now) -> "Span":
        """The latest one that is over."""
        return cls.current(step, floor(step, now) - timedelta(microseconds=1))

    @property
    def step(self) -> str:
        """The step of the calendar that this is exactly one of, or nothing."""
        return next((one for one in STEPS if Span.current(one, self.since) == self), "")

    def before(self) -> "Span":
        """What it is compared with: the step before, else as long a time."""
        if self.step:
            return Span.last(self.step, self.since)
        return Span(self.since - (self.until - self.since), self.since)

    def steps(self, step) -> list["Span"]:
        """The steps that it touches, in order."""
        found, since = [], floor(step, self.since)
        while since < self.until:
            found.append(Span(since, following(step, since)))
            since = found[-1].until
        return found


def floor(step, instant) -> datetime:
    """The beginning of the step that holds this instant."""
    if step == "hour":
        return instant.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return midnight(first_day(step, instant.astimezone(zone()).date()))


def following(step, since) -> datetime:
    """The beginning of the next step."""
    if step == "hour":
        return since + HOUR
    day = since.astimezone(zone()).date()
    if step in MONTHS:
        months = day.year * 12 + day.month - 1 + MONTHS[step]
        return midnight(date(months // 12, months % 12 + 1, 1))
    return midnight(day + timedelta(days=7 if step == "week" else 1))


def first_day(step, day) -> date:
    if step == "week":
        return day - timedelta(days=day.weekday())
    if step in MONTHS:
        return date(day.year, (day.month - 1) // MONTHS[step] * MONTHS[step] + 1, 1)
    return day


def midnight(day) -> datetime:
    """Where the clocks go forward at midnight, the first instant that the day has."""
    return datetime.combine(day, time(0), zone()).astimezone(UTC)
