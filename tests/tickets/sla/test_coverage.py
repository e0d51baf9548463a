"""Which tickets are left to a policy, and which to none: exact, by trying what matters."""

from tests.tickets.sla.terms import policy
from tickets.sla.coverage import gap, shadows

CLOSED = {"priority": (1, 2, 3, 4), "tier": ("standard", "silver", "gold")}
EVERYTHING = policy("everything")
PRIORITIES = [policy(f"p{number}", priority=number) for number in (1, 2, 3, 4)]


def keys(found):
    return [one.key for one in found]


def test_the_same_conditions_with_a_lower_position_always_go_before():
    first, second = policy("first", tier="gold", position=5), policy("second", tier="gold", position=6)
    assert keys(shadows(second, [first, EVERYTHING], CLOSED)) == ["first"]
    assert shadows(first, [second, EVERYTHING], CLOSED) == []


def test_all_four_priorities_together_leave_nothing_of_a_tier():
    """Each goes before it only for its own priority; together they leave no ticket."""
    gold = policy("gold", tier="gold")
    both = [policy(f"gold-p{number}", tier="gold", priority=number) for number in (1, 2, 3, 4)]
    assert keys(shadows(gold, both, CLOSED)) == ["gold-p1", "gold-p2", "gold-p3", "gold-p4"]
    assert shadows(gold, both[:3], CLOSED) == []


def test_a_queue_or_a_customer_that_may_still_come_is_left():
    queue = policy("network", queue="network")
    both = [policy(f"network-{number}", queue="network", organisation_id=number) for number in (1, 2)]
    assert shadows(queue, both, CLOSED) == []


def test_who_asks_less_never_goes_before():
    assert shadows(policy("gold", tier="gold"), [EVERYTHING], CLOSED) == []


def test_a_gap_is_shown_by_its_facts():
    assert gap([EVERYTHING], CLOSED) is None
    assert gap(PRIORITIES, CLOSED) is None
    assert gap(PRIORITIES[:3], CLOSED) == {"priority": 4}
    assert gap([policy("gold", tier="gold"), *PRIORITIES[:2]], CLOSED) == {"tier": "silver", "priority": 3}
    assert gap([policy("network", queue="network")], CLOSED) == {"queue": "something else"}
    assert gap([], CLOSED) == {}
