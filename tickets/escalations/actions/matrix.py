from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import Lane
from ..states import Target, Trigger

FIELDS = (
    "target",
    "component",
    "trigger",
    "group",
    "contact",
    "channel",
    "calendar",
    "acknowledge_minutes",
    "accept_minutes",
    "answer_minutes",
    "total_minutes",
    "issues_ids",
    "owner",
    "confirm_days",
)


@transaction.atomic
def keep_lane(*, by, known=None, seen=None, **given):
    """Add an entry of the matrix, or change one (C 55): who changes it has confirmed it."""
    lane = known or Lane(confirmed_at=clock.now())
    if known:
        lane.lock(seen)
    for name in FIELDS:
        if name in given:
            setattr(lane, name, given[name])
    policy.require(by, "keep_matrix", lane)
    return kept_lane(lane, by=by, at=clock.now())


def kept_lane(lane, *, by, at):
    """An entry with its new values, from now on."""
    require_sound(lane)
    lane.owner_id = lane.owner_id or by.person.pk
    confirmed(lane, at)
    lane.version += 1 if lane.pk else 0
    lane.save()
    about = {"target": lane.target, "component": lane.component_id, "group": lane.group_id, "version": lane.version}
    record(Kind.LANE_KEPT, lane, by=by, at=at, **about)
    return lane


def confirmed(lane, now):
    lane.confirmed_at, lane.ask_at, lane.asked_at, lane.correction = (
        now,
        now + timedelta(days=lane.confirm_days),
        None,
        "",
    )


def require_sound(lane):
    if lane.target not in Target.values or lane.trigger not in ("", *Trigger.values):
        raise Refused("Choose one of those that are offered.", field="target")
    if lane.group_id is None:
        raise Refused("Say which group.", field="group", missing=("group",))
    if not 1 <= (lane.confirm_days or 0) <= 730:
        raise Refused("An entry is looked at again after 1 to 730 days.", field="confirm_days")
    for name in ("acknowledge_minutes", "accept_minutes", "answer_minutes", "total_minutes"):
        if not 1 <= (getattr(lane, name) or 0) <= 500_000:
            raise Refused("Give minutes above nothing.", field=name)
    same = Lane.objects.offered().filter(target=lane.target, component=lane.component_id, trigger=lane.trigger)
    if same.exclude(pk=lane.pk).exists():
        raise Refused("There is an entry for just that already.", field="component")


@transaction.atomic
def confirm_lane(lane, *, by):
    """It is still right: asked again after its period. Its owner may say so, and whoever may change it."""
    lane.lock()
    if lane.owner_id != by.person.pk:
        policy.require(by, "keep_matrix", lane)
    if lane.retired_at:
        raise WrongState("This entry is retired.")
    now = clock.now()
    confirmed(lane, now)
    lane.save(update_fields=["confirmed_at", "ask_at", "asked_at", "correction"])
    record(Kind.LANE_CONFIRMED, lane, by=by, at=now, owner=lane.owner_id)
    return lane


@transaction.atomic
def retire_lane(lane, *, by):
    lane.lock()
    policy.require(by, "keep_matrix", lane)
    if lane.retired_at:
        raise WrongState("This entry is retired already.")
    now = clock.now()
    lane.retired_at, lane.ask_at, lane.asked_at = now, None, None
    lane.save(update_fields=["retired_at", "ask_at", "asked_at"])
    record(Kind.LANE_RETIRED, lane, by=by, at=now)
    return lane
