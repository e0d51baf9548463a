"""The order of a queue (T-18, DEC-21): SLA time left and severity dominate, age breaks ties.

Every part of the score moves at the same pace for every ticket, so the order of two tickets never
changes by waiting and can be stored and indexed: `rank` is the score with the common clock taken
out, in hours; the lower comes first.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
NO_DEADLINE = timedelta(days=30)
AGE_WEIGHT = 0.02
PRIORITY = {1: 90 * 24.0, 2: 60 * 24.0, 3: 5 * 24.0, 4: 0.0}
IMPACT = {1: 2.0, 2: 1.0, 3: 0.0}
TIER = {"gold": 2.0, "silver": 1.0, "standard": 0.0}


@dataclass(frozen=True)
class Part:
    """One line of the explanation: its name and its points (hours, higher is more urgent)."""

    name: str
    points: float


def boosts(priority: int, impact: int | None, tier: str) -> list[Part]:
    """The parts that do not depend on time."""
    return [
        Part("severity", PRIORITY[priority]),
        Part("business impact", IMPACT.get(impact or 3, 0.0)),
        Part("customer tier", TIER.get(tier, 0.0)),
    ]


def rank(*, due_at, status_since, opened_at, priority, impact, tier) -> float:
    """Hours; lower is more urgent. A ticket with no running deadline counts as due 30 days after
    its last change of status."""
    due = due_at or status_since + NO_DEADLINE
    fixed = sum(part.points for part in boosts(priority, impact, tier))
    return round(hours(due) + AGE_WEIGHT * hours(opened_at) - fixed, 4)


def parts(*, now, due_at, status_since, opened_at, priority, impact, tier) -> list[Part]:
    """The score at `now`, part by part; the sum orders tickets exactly as `rank` does."""
    due = due_at or status_since + NO_DEADLINE
    return [
        Part("SLA time left", round(hours(now) - hours(due), 4)),
        *boosts(priority, impact, tier),
        Part("age", round(AGE_WEIGHT * (hours(now) - hours(opened_at)), 4)),
    ]


def hours(instant: datetime) -> float:
    return (instant - EPOCH).total_seconds() / 3600
