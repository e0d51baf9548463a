from django.db import connection, transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import RoutingRule
from ..routing import FIELDS


@transaction.atomic
def set_rule(queue, *, by, conditions, position=100, active_from=None, replaces=None):
    """Say which tickets belong in `queue` (C 64): a new rule, or the next version of the one it `replaces`, which then
    ends as this begins. Raises Refused when it would hold for nothing or for everything."""
    queue.lock()
    policy.require(by, "change_routing", queue)
    if replaces and replaces.queue_id != queue.pk:
        policy.require(by, "change_routing", replaces.queue)
    wanted = checked(conditions)
    if queue.retired_at:
        raise Refused(f"“{queue}” is retired.", field="queue")
    now = clock.now()
    begins = active_from or now
    if begins < now and active_from:
        raise Refused("A rule begins now or later.", field="active_from")
    number, version = (replaces.number, end(replaces, begins) + 1) if replaces else (next_number(), 1)
    rule = RoutingRule.objects.create(
        number=number,
        version=version,
        position=position,
        conditions=wanted,
        queue=queue,
        active_from=begins,
        set_by=by.person,
        set_at=now,
    )
    data = {"number": number, "rule_version": version, "queue": queue.pk, "position": position}
    record(Kind.RULE_SET, rule, by=by, at=now, text={"conditions": wanted}, **data)
    return rule


@transaction.atomic
def end_rule(rule, *, by):
    """From now on it decides nothing; what it decided keeps its reason."""
    rule.queue.lock()
    policy.require(by, "change_routing", rule.queue)
    now = clock.now()
    end(rule, now)
    record(Kind.RULE_ENDED, rule, by=by, at=now, number=rule.number, rule_version=rule.version)
    return rule


def end(rule, at):
    rule.refresh_from_db(from_queryset=RoutingRule.objects.select_for_update(no_key=True))
    if rule.ended_at is not None:
        raise WrongState("Somebody has changed this rule meanwhile. Look at it again.", permitted=())
    rule.ended_at = max(at, rule.active_from)
    rule.save(update_fields=["ended_at"])
    return rule.version


def next_number():
    """Numbers are spoken of, so they have no gaps: one rule is made at a time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('automation_routingrule'))")
    newest = RoutingRule.objects.order_by("-number").values_list("number", flat=True).first()
    return (newest or 0) + 1


def checked(conditions):
    """Only known fields, each with the values that were given, as texts."""
    found = {}
    for name, given in conditions.items():
        if name not in FIELDS:
            raise Refused(f"There is no such condition. Known: {', '.join(FIELDS)}.", field="conditions")
        values = [str(value).strip() for value in given if str(value).strip()]
        if values:
            found[name] = list(dict.fromkeys(values))
    if not found:
        raise Refused("Name at least one condition: a rule for everything is a queue of its own.", field="conditions")
    return found
