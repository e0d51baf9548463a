from django.db import transaction

from supportdesk import clock
from supportdesk.configuration import policy
from supportdesk.errors import Refused
from supportdesk.events.record import record

from ..kinds import Kind
from ..models import TimeBoxRule

LONGEST = 7 * 24 * 60


@transaction.atomic
def set_time_box(level, *, by, minutes, category=None):
    """Say how many working minutes a tier looks for the cause alone (T-42); without a category, for any other."""
    rules = TimeBoxRule.objects.select_for_update(no_key=True, of=("self",))
    rule = rules.filter(level=level, category=category).first() or TimeBoxRule(level=level, category=category)
    policy.require(by, "configure", rule)
    require_sense(level, minutes, category)
    was, rule.minutes = rule.minutes, minutes
    rule.save()
    data = {"level": level, "category": category and category.pk, "was": was, "minutes": minutes}
    record(Kind.TIME_BOX_SET, rule, by=by, at=clock.now(), **data)
    return rule


def require_sense(level, minutes, category):
    if level not in (1, 2, 3):
        raise Refused("A team stands in tier 1, 2 or 3.", field="level")
    if not 0 < minutes <= LONGEST:
        raise Refused(f"Give from 1 to {LONGEST} minutes.", field="minutes")
    if category and category.retired_at:
        raise Refused("This category is retired.", field="category")


@transaction.atomic
def end_time_box_rule(rule, *, by):
    """From now on nobody is boxed by it; boxes that run go on."""
    policy.require(by, "configure", rule)
    record(
        Kind.TIME_BOX_RULE_ENDED,
        rule,
        by=by,
        at=clock.now(),
        level=rule.level,
        category=rule.category_id,
        minutes=rule.minutes,
    )
    rule.delete()
