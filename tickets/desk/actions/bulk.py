from datetime import timedelta

from django.db import transaction
from django.db.models import prefetch_related_objects

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..models import ItemState, Operation, OperationItem, OperationKind
from ..operations import items as carrying
from ..operations.acting import actor_of
from ..operations.items import Outcome
from ..operations.packing import packed, unpacked
from ..operations.traces import taken, trace
from .verbs import ALONE, VERBS

MOST = 10_000
UNDONE_WITHIN = timedelta(days=30)
LOOKED_AT_FOR = timedelta(days=1)
TOGETHER = 1000


@transaction.atomic
def bulk(tickets, *, by, verb, **arguments):
    """Prepare one change of many tickets (T-43) and say beforehand what it would do: nothing is changed yet. `tickets`
    are those that whoever asks may see; the operation names them for good, with the version that was looked at."""
    operation = prepared(by, OperationKind.BULK, verb, packed(arguments))
    policy.require(by, "bulk", operation)
    if verb not in VERBS:
        raise Refused("That cannot be done to many tickets at once.", field="verb")
    chosen = list(tickets.order_by("pk").values_list("pk", "version")[: MOST + 1])
    require_some(chosen)
    enlist(operation, chosen)
    rows = operation.items.select_related("ticket__queue", "ticket__type").order_by("ticket")
    first = list(rows[: carrying.REHEARSED])
    operation.forecast = carrying.forecast(first, teller(operation, first)) | {"of": len(chosen)}
    operation.save(update_fields=["forecast"])
    record(Kind.OPERATION_PREVIEWED, operation, by=by, at=operation.created_at, kind=operation.kind, total=len(chosen))
    return operation


def prepared(by, kind, verb, what, **more):
    """A new operation, not yet written. What the same person looked at and never began goes after a day."""
    now = past.instant(by, None)
    forgotten = Operation.objects.filter(asked_by=by.person, state="previewed", created_at__lt=now - LOOKED_AT_FOR)
    forgotten.delete()
    return Operation(
        kind=kind,
        verb=verb,
        what=what,
        asked_by=by.person,
        organisation=by.person.organisation,
        via=by.via,
        created_at=now,
        expires_at=now + UNDONE_WITHIN,
        **more,
    )


def require_some(chosen):
    if not chosen:
        raise Refused("Choose at least one ticket.", field="tickets", missing=("tickets",))
    if len(chosen) > MOST:
        raise Refused(f"At most {MOST:,} at once. Narrow the view first.", field="tickets")


def enlist(operation, chosen):
    """Write the operation and its items; `chosen` are pairs of ticket and version."""
    operation.total = len(chosen)
    operation.save(force_insert=True)
    rows = [OperationItem(operation=operation, ticket_id=pk, seen=version) for pk, version in chosen]
    OperationItem.objects.bulk_create(rows, TOGETHER)


def teller(operation, items):
    """What is done with one item of a bulk change; what all of them need is read at once."""
    verb, by, arguments = (VERBS | ALONE)[operation.verb], actor_of(operation), unpacked(operation.what)
    if operation.verb == "tag":
        prefetch_related_objects([item.ticket for item in items], "tags")

    def tell(item):
        ticket = item.ticket
        require_own_voice(ticket)
        before, tags = taken(ticket), sorted(tag.pk for tag in ticket.tags.all()) if operation.verb == "tag" else []
        verb(ticket, by=by, seen=item.seen, previewed_at=operation.created_at, **arguments)
        data = trace(before, ticket)
        if operation.verb == "tag":
            data["tags"] = [tags, retagged(tags, **arguments)]
        if operation.verb in ("tag", "classify") and ticket.version == item.seen:
            return Outcome(ItemState.SKIPPED, "It is so already.", version=ticket.version)
        return Outcome(ItemState.DONE, data=data, version=ticket.version)

    return tell


def retagged(tags, *, add=(), remove=()):
    return sorted({*tags, *(tag.pk for tag in add)} - {tag.pk for tag in remove})


def require_own_voice(ticket):
    """What is said to a merged ticket would be done to another one that nobody has chosen."""
    if ticket.merged_into_id:
        raise WrongState(f"It was merged into T-{ticket.merged_into_id}. Change that one.")


@transaction.atomic
def start(operation, *, by):
    """Begin what was previewed. From here on it goes on by itself, whoever looks."""
    operation.lock()
    policy.require(by, "begin", operation)
    if operation.state != "previewed":
        raise WrongState("It has begun already.")
    now = past.instant(by, None)
    operation.state = "queued"
    operation.save(update_fields=["state"])
    record(Kind.OPERATION_STARTED, operation, by=by, at=now, kind=operation.kind, total=operation.total)
    return operation


@transaction.atomic
def stop(operation, *, by):
    """Leave the rest undone. What is done stays done, and can be undone as a whole."""
    operation.lock()
    policy.require(by, "undo", operation)
    if not operation.is_under_way:
        raise WrongState("It is not under way.")
    now = past.instant(by, None)
    left = operation.items.filter(state=ItemState.PENDING)
    operation.skipped += left.update(state=ItemState.SKIPPED, why="Stopped before its turn.")
    operation.state, operation.ended_at = "stopped", now
    operation.save(update_fields=["state", "ended_at", "skipped"])
    record(Kind.OPERATION_STOPPED, operation, by=by, at=now, done=operation.done, skipped=operation.skipped)
    return operation
