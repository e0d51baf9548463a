from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tickets.desk import score

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BOUNDS = (datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-01-01"))  # hypothesis wants them naive
INSTANT = st.datetimes(*BOUNDS, timezones=st.just(UTC))
TICKET = st.fixed_dictionaries(
    {
        "due_at": st.none() | INSTANT,
        "status_since": INSTANT,
        "opened_at": INSTANT,
        "priority": st.sampled_from([1, 2, 3, 4]),
        "impact": st.sampled_from([None, 1, 2, 3]),
        "tier": st.sampled_from(["standard", "silver", "gold", "unheard_of"]),
    }
)
ROUNDING = 0.001  # hours


def points(ticket, now):
    return sum(part.points for part in score.parts(now=now, **ticket))


@given(TICKET, TICKET, INSTANT)
def test_the_stored_order_is_the_order_of_the_sums_at_any_instant(one, other, now):
    """T-18: the parts that are shown explain the order that is stored."""
    ahead = score.rank(**other) - score.rank(**one)
    more = points(one, now) - points(other, now)
    assert abs(ahead - more) < ROUNDING
    if abs(ahead) > ROUNDING:
        assert (ahead > 0) == (more > 0)


@given(TICKET, TICKET, INSTANT, INSTANT)
def test_two_tickets_never_change_places_by_waiting(one, other, now, later):
    difference = points(one, now) - points(other, now)
    assert abs(difference - (points(one, later) - points(other, later))) < 2 * ROUNDING


def ticket(*, due, opened, priority, impact=3, tier="standard"):
    """Due in so many hours, opened so many hours ago."""
    return {
        "due_at": due if due is None else NOW + timedelta(hours=due),
        "opened_at": NOW - timedelta(hours=opened),
        "status_since": NOW - timedelta(hours=opened),
        "priority": priority,
        "impact": impact,
        "tier": tier,
    }


def first(*tickets):
    return min(tickets, key=lambda one: score.rank(**one))


def test_a_new_p2_near_breach_comes_before_an_old_p4():
    """T-18: given an old P4 and a new P2 near breach, the P2 ranks first and the score parts are shown."""
    old, new = ticket(due=2, opened=24 * 60, priority=4), ticket(due=1, opened=3, priority=2)
    assert first(old, new) is new
    assert [part.name for part in score.parts(now=NOW, **new)] == [
        "SLA time left",
        "severity",
        "business impact",
        "customer tier",
        "age",
    ]
    assert score.parts(now=NOW, **new)[0].points == -1


def test_never_first_in_first_out_only():
    sooner, older = ticket(due=1, opened=1, priority=3), ticket(due=50, opened=100, priority=3)
    assert first(older, sooner) is sooner


def test_age_breaks_ties():
    young, old = ticket(due=5, opened=1, priority=3), ticket(due=5, opened=30, priority=3)
    assert first(young, old) is old


def test_impact_and_tier_count():
    plain, wide = ticket(due=5, opened=1, priority=3), ticket(due=6, opened=1, priority=3, impact=1)
    assert first(plain, wide) is wide
    assert first(plain, ticket(due=6, opened=1, priority=3, tier="gold"))["tier"] == "gold"


def test_without_a_deadline_it_waits_behind_those_that_have_one():
    assert first(ticket(due=None, opened=24, priority=3), ticket(due=48, opened=1, priority=3))["due_at"]


def test_a_breach_long_ago_is_more_urgent_than_one_just_now():
    long_ago, just_now = ticket(due=-48, opened=90, priority=3), ticket(due=-1, opened=90, priority=3)
    assert first(just_now, long_ago) is long_ago
