"""What differs between two versions of a policy, in words: before and after, field by field."""

from . import choose, ladder
from .models.goal import Goal
from .models.policy import Policy, Target
from .naming import names

NOTHING = "–"
CONDITIONS = {
    "type": "Type",
    "priority": "Priority",
    "tier": "Tier",
    "channel": "Came in by",
    "queue": "Queue",
    "organisation": "Organisation",
}


def changes(before: Policy | None, after: Policy) -> dict[str, list[str]]:
    """{label: [was, now]} of whatever the later one says otherwise; of a first version, of whatever it says."""
    was, now = spoken(before) if before else {}, spoken(after)
    return {
        label: [was.get(label, NOTHING), now.get(label, NOTHING)]
        for label in {**now, **was}
        if was.get(label, NOTHING) != now.get(label, NOTHING)
    }


def spoken(policy: Policy) -> dict[str, str]:
    """All that it says, each under the name that the form gives it."""
    named = choose.named(policy)
    found = {"Name": policy.name, "Position": str(policy.position)}
    found |= {label: str(named.get(name, "any")) for name, label in CONDITIONS.items()}
    targets = {target.goal: target for target in policy.targets_cached}
    found |= {Goal(goal).words: promised(targets.get(goal)) for goal in Goal.values}
    return found | others(policy)


def promised(target: Target | None) -> str:
    if target is None:
        return "not promised"
    return f"{target.words}, {'pauses while we wait' if target.pauses else 'never pauses'}"


def others(policy: Policy) -> dict[str, str]:
    """Every further field, as the model names it."""
    known = {"name", "position", "organisation", "ladder", "steps", *choose.CONDITIONS}
    fields = [field for field in Policy.saying() if field.name not in known]
    said = {str(field.verbose_name).capitalize(): written(policy, field) for field in fields}
    return said | {"Ladder": " · ".join(steps(policy))}


def steps(policy: Policy) -> list[str]:
    """Each level of its ladder as a sentence."""
    known = names(policy.climbed)
    return [ladder.words(step, known) for step in policy.climbed]


def written(policy: Policy, field) -> str:
    if field.choices:
        return str(getattr(policy, f"get_{field.name}_display")())
    value = getattr(policy, field.attname)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
