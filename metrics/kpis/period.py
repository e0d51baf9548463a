"""Which time a page is about: a period by its name and a day in it. Every state has an address."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from supportdesk.errors import Refused

from .boards import PERIODS, STEPS
from .spans import Span

EARLIEST, LATEST = date(1990, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Period:
    name: str
    span: Span
    now: datetime

    @classmethod
    def read(cls, query, now, *, name):
        """As the address says it: `period=week&at=2026-11-20`. Without a day: the one that runs."""
        said = query.get("period") or name
        if said not in PERIODS:
            raise Refused(f"A period is one of {', '.join(PERIODS)}.", field="period")
        return cls(said, Span.current(said, day_of(query.get("at", ""), now)), now)

    @property
    def running(self) -> bool:
        return self.span.since <= self.now < self.span.until

    @property
    def before(self) -> Span:
        """The one before; of one that still runs, as much of it as has passed of this one: like with like."""
        full = self.span.before()
        if not self.running:
            return full
        return Span(full.since, min(full.until, full.since + (self.now - self.span.since)))

    @property
    def step(self) -> str:
        return STEPS[self.name]

    @property
    def first_day(self) -> str:
        return timezone.localdate(self.span.since).isoformat()

    @property
    def day(self) -> str:
        """The day in it that another period is asked about: today while it runs, else its first."""
        return timezone.localdate(self.now).isoformat() if self.running else self.first_day

    @property
    def words(self) -> str:
        first, last = timezone.localdate(self.span.since), timezone.localdate(self.span.until - timedelta(seconds=1))
        said = f"{first:%a %d %b %Y}" if first == last else f"{first:%a %d %b} to {last:%a %d %b %Y}"
        return f"{said}, so far" if self.running else said

    def query(self, span=None) -> dict:
        start = timezone.localdate((span or self.span).since)
        return {"period": self.name, "at": start.isoformat()}

    def neighbours(self):
        """The address parts of the one before, and of the one after unless it has not begun."""
        after = Span.current(self.name, self.span.until)
        return self.query(self.span.before()), self.query(after) if after.since <= self.now else None


def day_of(said, now):
    if not said:
        return now
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise Refused("A day is written like 2026-11-20.", field="at") from error
    if not EARLIEST <= day <= timezone.localdate(now):
        raise Refused("There is nothing to count on that day.", field="at")
    return timezone.make_aware(datetime.combine(day, time(12)))


def span_of(query):
    """Two instants as an address holds them."""
    return Span(instant(query, "since"), instant(query, "until"))


def instant(query, name):
    try:
        at = datetime.fromisoformat(query.get(name, ""))
    except ValueError as error:
        raise Refused("An instant is written like 2026-11-20T00:00:00+00:00.", field=name) from error
    if at.tzinfo is None:
        raise Refused("An instant says its zone.", field=name)
    if not EARLIEST <= at.date() <= LATEST:  # beyond, half of all zones have no such day
        raise Refused("There is nothing to count then.", field=name)
    return at
