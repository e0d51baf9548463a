"""How a part fared on each day, against an oracle that looks at every minute."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from incidents.statuspage.days import ORDER, Span, days, worst

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
STEP = timedelta(minutes=30)


def test_a_day_has_the_worst_that_stood_on_it():
    spans = [
        Span("operational", NOW - timedelta(days=2), NOW - timedelta(days=1, hours=2)),
        Span("major_outage", NOW - timedelta(days=1, hours=2), NOW - timedelta(days=1, hours=1)),
        Span("operational", NOW - timedelta(days=1, hours=1), None),
    ]
    assert [day.health for day in days(spans, NOW, 4)] == ["", "operational", "major_outage", "operational"]


@st.composite
def histories(draw):
    """Spells one after the other, on half hours, the last one running."""
    steps = draw(st.lists(st.integers(1, 40), min_size=1, max_size=6))
    healths = draw(st.lists(st.sampled_from(ORDER), min_size=len(steps), max_size=len(steps)))
    ends = [NOW - STEP * sum(steps[number + 1 :]) for number in range(len(steps))]
    begins = [end - STEP * length for end, length in zip(ends, steps, strict=True)]
    last = len(steps) - 1
    return [
        Span(health, begin, None if number == last else end)
        for number, (health, begin, end) in enumerate(zip(healths, begins, ends, strict=True))
    ]


@given(histories())
def test_as_one_who_looks_every_half_hour_would_say(spans):
    looked: dict = {}
    at = min(one.began_at for one in spans)
    while at < NOW:
        stood = [one.health for one in spans if one.began_at <= at and (one.ended_at is None or at < one.ended_at)]
        looked.setdefault(at.date(), []).extend(stood)
        at += STEP
    for day in days(spans, NOW, 6):
        assert day.health == (worst(looked[day.date]) if looked.get(day.date) else "")
