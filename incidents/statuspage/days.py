"""How a part fared on each day: the worst of the day. Pure."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

ORDER = ("operational", "maintenance", "degraded", "partial_outage", "major_outage")


class Span(NamedTuple):
    health: str
    began_at: datetime
    ended_at: datetime | None


class Day(NamedTuple):
    """`health` is empty for a day on which the part was not on the page yet."""

    date: object
    health: str


def days(spans, now, count):
    """The last `count` days in UTC, oldest first, each with the worst that stood on it. A day is its twenty-four
    hours; of today only what has passed."""
    today = now.astimezone(UTC).date()
    return [day_of(today - timedelta(days=back), spans, now) for back in reversed(range(count))]


def day_of(date, spans, now):
    begins = datetime.combine(date, time(), UTC)
    ends = min(begins + timedelta(days=1), now)
    stood = [one.health for one in spans if one.began_at < ends and (one.ended_at is None or one.ended_at > begins)]
    return Day(date, max(stood, key=ORDER.index, default=""))


def worst(healths):
    return max(healths, key=ORDER.index, default=ORDER[0])
