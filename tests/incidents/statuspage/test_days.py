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


def history(steps):
    """Spells one after the other, on half hours, the last one running."""
    left, spans = sum(length for _, length in steps), []
    for health, length in steps:
        begin, left = NOW - STEP * left, left - length
        spans.append(Span(health, begin, NOW - STEP * left if left else None))
    return spans


HISTORIES = st.lists(st.tuples(st.sampled_from(ORDER), st.integers(1, 40)), min_size=1, max_size=6).map(history)


@given(HISTORIES)
def test_as_one_who_looks_every_half_hour_would_say(spans):
    looked: dict = {}
    at = min(one.began_at for one in spans)
    while at < NOW:
        stood = [one.health for one in spans if one.began_at <= at and (one.ended_at is None or at < one.ended_at)]
        looked.setdefault(at.date(), []).extend(stood)
        at += STEP
    for day in days(spans, NOW, 6):
        assert day.health == (worst(looked[day.date]) if looked.get(day.date) else "")
