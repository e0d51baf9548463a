"""Which tickets a set of policies reaches: what always goes before one, and what none of them promises anything to.

All combinations of the values that matter are tried, so the answer is exact. A fact whose values are known for good
(priority, tier) is tried with these; any other also with a value that nobody has named, for one may come tomorrow.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import prod

from .choose import Chosen, Conditional, conditions, matches, order

MOST = 20_000  # combinations; beyond, nothing is claimed
OTHER = "something else"

Closed = Mapping[str, Iterable[object]]


def shadows(policy: Conditional, others: Sequence[Chosen], closed: Closed) -> list[Chosen]:
    """Those that together always go before it, in their order; none where some ticket is left to it."""
    own = conditions(policy)
    before = sorted((one for one in others if order(one) < order(policy) and fits(own, conditions(one))), key=order)
    always = next((one for one in before if conditions(one).items() <= own.items()), None)
    if always is not None:
        return [always]
    winners = {}
    for facts in combinations(before, own, closed):
        first = next((one for one in before if matches(one, facts)), None)
        if first is None:
            return []
        winners[first.key] = first
    return sorted(winners.values(), key=order)


def gap(policies: Sequence[Conditional], closed: Closed) -> dict[str, object] | None:
    """Facts to which nothing is promised; nothing where each ticket finds a policy."""
    if any(not conditions(one) for one in policies):
        return None
    tried = combinations(policies, {}, closed)
    return next((facts for facts in tried if not any(matches(one, facts) for one in policies)), None)


def combinations(policies: Sequence[Conditional], fixed: Mapping[str, object], closed: Closed) -> list[dict]:
    """Facts that differ in anything these policies ask, with what is fixed as it is. None where they are too many;
    without policies the fixed facts alone."""
    named: dict[str, set] = {}
    for one in policies:
        for name, value in conditions(one).items():
            if name not in fixed:
                named.setdefault(name, set()).add(value)
    values = [sorted(closed.get(name, {*found, OTHER}), key=str) for name, found in named.items()]
    if prod(map(len, values)) > MOST:
        return [dict(fixed)]
    return [dict(fixed) | dict(zip(named, each, strict=True)) for each in product(*values)]


def fits(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Some ticket could meet both."""
    return all(other.get(name, value) == value for name, value in one.items())
