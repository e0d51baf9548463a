"""Which policy: no database, microseconds."""

from dataclasses import dataclass
from itertools import permutations

import pytest

from tickets.sla.choose import choose, rule


@dataclass(frozen=True)
class Policy:
    key: str
    position: int = 10
    type: str | None = None
    priority: int | None = None
    tier: str | None = None
    channel: str | None = None
    queue: str | None = None
    organisation_id: int | None = None


EVERYTHING = Policy("everything")
P2 = Policy("p2", priority=2)
GOLD = Policy("gold", tier="gold")
GOLD_P2 = Policy("gold-p2", priority=2, tier="gold")
GOLD_P2_CHAT = Policy("gold-p2-chat", priority=2, tier="gold", channel="chat", type="incident")
ALL = [EVERYTHING, P2, GOLD, GOLD_P2, GOLD_P2_CHAT]
FACTS = {"type": "incident", "priority": 2, "tier": "gold", "channel": "chat", "queue": "network"}


def test_the_most_specific_policy_applies_and_is_named():
    """SLA-01: a P2 gold-tier incident by chat."""
    chosen = choose(ALL, FACTS)
    assert chosen is GOLD_P2_CHAT
    assert rule(chosen) == "type incident, priority 2, tier gold, channel chat"


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"channel": "email"}, GOLD_P2),
        ({"tier": "silver"}, P2),
        ({"priority": 3}, GOLD),
        ({"priority": None}, GOLD),
        ({"priority": None, "tier": "standard"}, EVERYTHING),
    ],
)
def test_one_fact_that_differs_leaves_the_next_best(changed, expected):
    assert choose(ALL, FACTS | changed) is expected


def test_where_none_fits_nothing_is_promised():
    assert choose([GOLD_P2], FACTS | {"tier": "silver"}) is None
    assert choose([], FACTS) is None


def test_the_lower_position_settles_a_tie_whatever_the_order_read():
    first = Policy("network", position=1, queue="network")
    assert {choose(order, FACTS) for order in permutations([P2, GOLD, first])} == {first}
    assert {choose(order, FACTS) for order in permutations([P2, GOLD])} == {GOLD}  # by key


def test_a_policy_that_asks_nothing_says_so():
    assert rule(EVERYTHING) == "everything"


def test_a_policy_of_one_customer_goes_before_one_of_its_tier_and_priority():
    """SLA-01: an organisation is a condition like any other."""
    acme = Policy("acme", organisation_id=7, priority=2, tier="gold", position=90)
    assert choose([*ALL[:-1], acme], FACTS | {"organisation_id": 7}) is acme
    assert choose([*ALL[:-1], acme], FACTS | {"organisation_id": 8}) is GOLD_P2
    assert rule(acme) == "priority 2, tier gold, organisation 7"
