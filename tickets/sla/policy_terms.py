"""What a draft of a policy may say, what differs from the version before, and what publishing it makes."""

from django.core.exceptions import ValidationError

from supportdesk.errors import Refused

from . import lengths
from .difference import changes
from .lengths import Unit
from .models import Calendar, Goal, Policy
from .world import findings_of, world

__all__ = ["changes", "checked", "published"]

MOST_SECONDS = 10 * 366 * 86_400


def checked(content, before, at):
    """The content in its one form; raises Refused with the field. What contradicts itself or others may stand in a
    draft: the linter says so, and refuses it when it is published."""
    policy = Policy.drafted(content | {"targets": []}, key="draft", effective_from=at)
    known = world().values
    for name in ("type", "priority", "tier", "channel", "queue", "organisation_id"):
        require_known(name, getattr(policy, name), known[name], before)
    try:
        policy.clean_fields(exclude={"key", "effective_from", "organisation"})
        policy.clean()
    except ValidationError as error:
        name, words = next(iter(error.message_dict.items()))
        raise Refused(words[0], field=name) from error
    return policy.plain() | {"targets": [target_checked(one, at) for one in by_goal(content.get("targets") or [])]}


def require_known(name, value, known, before):
    """What is named is there; what the version before named may have gone since, and the linter speaks of that."""
    if value is not None and value not in known and getattr(before, name, None) != value:
        raise Refused(f"There is no such {name.removesuffix('_id')}.", field=name.removesuffix("_id"))


def by_goal(targets):
    """In the order of the goals, each once."""
    found = {one.get("goal"): one for one in targets}
    if len(found) != len(targets) or not set(found) <= set(Goal.values):
        raise Refused("Name each goal once.", field="targets")
    return [found[goal] for goal in Goal.values if goal in found]


def target_checked(one, at):
    """An amount in a unit of its calendar, or a length that was worked out before."""
    calendar = Calendar.objects.in_force(at).filter(key=one.get("calendar")).first()
    if calendar is None:
        raise Refused(f"There is no calendar “{one.get('calendar')}”.", field=one["goal"])
    if one.get("unit") not in Unit.values:
        raise Refused("Say in which unit: minutes, hours, workdays or days.", field=one["goal"])
    amount = one.get("amount")
    length = lengths.seconds(amount, one["unit"], calendar.hours) if amount else one.get("seconds")
    if type(length) is not int or not 0 < length <= MOST_SECONDS:
        raise Refused("A target is longer than nothing and shorter than ten years.", field=one["goal"])
    return {
        "goal": one["goal"],
        "seconds": length,
        "unit": one["unit"],
        "calendar": calendar.key,
        "pauses": bool(one.get("pauses")),
    }


def published(draft, at):
    """The next version; refused, in the words of the linter, if it contradicts itself or another."""
    policy = draft.build(at)
    grave = next((one for one in findings_of(policy) if one.grave), None)
    if grave is not None:
        raise Refused(grave.words, field=grave.field or None)
    policy.save()
    for target in policy.targets_cached:
        target.policy = policy
        target.save()
    return policy, [policy]
