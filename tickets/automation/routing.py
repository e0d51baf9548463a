"""Where a ticket belongs, by rule (T-22). Pure: rules and facts in, the rule that holds and the reason in words out."""

import re
from dataclasses import dataclass, field

# In the order in which a reason is said
FIELDS = {
    "type": "the type is",
    "category": "the category is",
    "component": "the component is",
    "tier": "the tier is",
    "region": "the region is",
    "language": "the requester speaks",
    "organisation": "it is from",
    "channel": "it came by",
    "words": "the title says",
}


@dataclass(frozen=True)
class Rule:
    """`conditions`: for each field the values of which one must hold; all fields must hold."""

    number: int
    version: int
    position: int
    queue: str
    conditions: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Facts:
    """`values`: for each field what is so, a category with the one above it. `names`: how a person would say it."""

    title: str = ""
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def choose(rules, facts: Facts):
    """The rule that holds, with the reason: the lowest position first, then whichever asks for more."""
    held = [rule for rule in rules if holds(rule, facts)]
    if not held:
        return None, "No rule says where it belongs."
    rule = min(held, key=order)
    return rule, f"Routed to {rule.queue} because {because(rule, facts)} (rule {rule.number}, version {rule.version})."


def order(rule):
    return rule.position, -len(rule.conditions), rule.number


def holds(rule, facts) -> bool:
    """A rule without conditions says nothing, and so never holds."""
    return bool(rule.conditions) and all(met(name, wanted, facts) for name, wanted in rule.conditions.items())


def met(name, wanted, facts):
    return any(said(word, facts.title) if name == "words" else word in facts.values.get(name, ()) for word in wanted)


def said(word, title) -> bool:
    """The word or phrase by itself, in whatever case: "app" is not said by "apple"."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", title, re.IGNORECASE) is not None


def because(rule, facts) -> str:
    return " and ".join(f"{FIELDS[name]} {spoken(name, rule, facts)}" for name in FIELDS if name in rule.conditions)


def spoken(name, rule, facts):
    if name == "words":
        return next(f"“{word}”" for word in rule.conditions[name] if said(word, facts.title))
    return facts.names.get(name) or " or ".join(rule.conditions[name])
