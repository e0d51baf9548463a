from datetime import timedelta

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import ActionItem
from ..states import ItemKind, ItemState

LONGEST, FARTHEST = 250, timedelta(days=1096)


@transaction.atomic
def add_item(incident, *, by, what, kind, owner, due_at):
    """Something to be done after it, with an owner and a day (INC-18, C 46). Review actions may outlive the incident,
    so they are added to a closed one too."""
    incident.lock()
    made = ActionItem(incident=incident, what=(what or "").strip(), kind=kind, owner=owner, made_by=by.person)
    policy.require(by, "own_item", made)
    now = clock.now()
    require_item(made, due_at, now)
    made.due_at = made.alarm_at = due_at
    made.made_at = now
    made.save()
    about = {"item": made.pk, "owner": owner.pk, "kind": kind, "due_at": due_at}
    record(Kind.ITEM_ADDED, incident, by=by, at=now, text={"what": made.what}, **about)
    return made


def require_item(item, due_at, now):
    if not item.what or len(item.what) > LONGEST:
        raise Refused(f"Say in one line what is to be done, in at most {LONGEST} characters.", field="what")
    if item.kind not in ItemKind.values:
        raise Refused("Choose one of the kinds that are offered.", field="kind")
    if not item.owner.is_active or not item.owner.serves or item.owner.is_machine:
        raise Refused("Choose somebody who works here.", field="owner")
    if due_at is None or due_at <= now:
        raise Refused("It is due in the future.", field="due_at")
    if due_at > now + FARTHEST:
        raise Refused("That is more than three years away.", field="due_at")


@transaction.atomic
def end_item(item, *, by, state, evidence):
    """Done, with what shows it; or dropped, with why."""
    incident = item.incident
    incident.lock()
    item.lock()
    policy.require(by, "own_item", item)
    if item.state != ItemState.OPEN:
        raise WrongState("This is over already.")
    if state not in (ItemState.DONE, ItemState.DROPPED):
        raise Refused("It is done or dropped.", field="state")
    if not evidence.strip():
        words = "Say what shows that it is done." if state == ItemState.DONE else "Say why it is dropped."
        raise Refused(words, field="evidence", missing=("evidence",))
    now = clock.now()
    item.state, item.evidence, item.ended_at, item.alarm_at = state, evidence.strip(), now, None
    if now > item.due_at:
        item.overdue_at = item.overdue_at or item.due_at
    item.save()
    record(Kind.ITEM_ENDED, incident, by=by, at=now, text={"evidence": item.evidence}, item=item.pk, state=state)
    return item


@transaction.atomic
def tell_overdue(*, by, limit=200):
    """Items past their day: the owner and the managers hear of each once. Answers how many."""
    now = clock.now()
    due = ActionItem.objects.open().filter(alarm_at__lte=now).select_related("incident").order_by("alarm_at")
    items = list(due.select_for_update(no_key=True, skip_locked=True, of=("self",))[:limit])
    for item in items:
        item.overdue_at, item.alarm_at = item.due_at, None
        item.save(update_fields=["overdue_at", "alarm_at"])
        record(Kind.ITEM_OVERDUE, item.incident, by=by, at=now, item=item.pk, owner=item.owner_id)
    return len(items)
