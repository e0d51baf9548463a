from collections import Counter

from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past
from ..kinds import Kind
from ..models import ItemState, Operation, OperationKind, OperationState, Ticket
from ..operations.items import outcomes, settle
from ..operations.packing import packed
from .bulk import enlist, prepared, teller
from .merge import merger, require_one_matter
from .undo import close_books, undoer

TOGETHER = 25
TELLERS = {
    "bulk": (teller, TOGETHER),
    "merge": (lambda operation, items: merger(operation), 1),
    "undo": (undoer, TOGETHER),
}


@transaction.atomic
def carry_out(operation, *, by):
    """Do the next few of an operation's tickets; answers how many. What a killed worker had begun is as if it had never
    been, so each ticket is dealt with exactly once.

    One worker at a time, and tickets that somebody else holds at this moment come later: nobody waits for a batch
    that waits itself."""
    taken = Operation.objects.under_way().select_for_update(no_key=True, skip_locked=True, of=("self",))
    operation = taken.select_related("asked_by", "undoes").filter(pk=operation.pk).first()
    if operation is None:
        return 0
    make, together = TELLERS[operation.kind]
    items = free_items(operation, together)
    told = outcomes(items, make(operation, items)) if items else []
    settle(told)
    if operation.undoes is not None:
        taken_back = [item.ticket_id for item, outcome in told if outcome.state == ItemState.DONE]
        operation.undoes.items.filter(ticket__in=taken_back).update(undone_by=operation)
    count(operation, Counter(outcome.state for _, outcome in told))
    if not operation.items.filter(state=ItemState.PENDING).exists():
        end(operation, by)
    return len(items)


def free_items(operation, limit):
    """The next items, with their tickets locked in one order."""
    waiting = operation.items.filter(state=ItemState.PENDING).order_by("id")
    items = {item.ticket_id: item for item in waiting[:limit]}
    free = Ticket.objects.filter(pk__in=items).order_by("pk")
    locked = free.select_for_update(no_key=True, skip_locked=True, of=("self",)).select_related("type", "queue")
    found = []
    for ticket in locked:
        item = items[ticket.pk]
        item.ticket, item.operation = ticket, operation
        found.append(item)
    return found


def count(operation, outcomes):
    for state, number in outcomes.items():
        setattr(operation, state, getattr(operation, state) + number)
    operation.state = OperationState.RUNNING
    operation.save(update_fields=["state", "done", "refused", "skipped"])


def end(operation, by):
    now = past.instant(by, None)
    operation.state, operation.ended_at = OperationState.DONE, now
    operation.save(update_fields=["state", "ended_at"])
    counts = {"done": operation.done, "refused": operation.refused, "skipped": operation.skipped}
    record(Kind.OPERATION_ENDED, operation, by=by, at=now, kind=operation.kind, **counts)
    if operation.undoes is not None:
        close_books(operation.undoes, by=by)


@transaction.atomic
def outcome(ticket, *, by, seen, verb, **arguments):
    """One ordinary act on one ticket, kept as an operation so that it can be taken back (D6). What the act refuses is
    refused, and leaves nothing behind."""
    operation = prepared(by, OperationKind.BULK, verb, packed(arguments))
    return carried_out(operation, ticket, seen, by)


@transaction.atomic
def decline_duplicate(ticket, *, by, seen, other):
    """Into the other one where both are one matter (T-23); else linked to it and cancelled as its duplicate."""
    try:
        require_one_matter(other, ticket)
    except Refused:
        return outcome(ticket, by=by, seen=seen, verb="decline", other=other)
    operation = prepared(by, OperationKind.MERGE, "merge", {"into": packed(other)})
    return carried_out(operation, ticket, seen, by)


def carried_out(operation, ticket, seen, by):
    operation.state = OperationState.RUNNING
    enlist(operation, [(ticket.pk, seen)])
    item = operation.items.get()
    item.ticket, item.operation = ticket, operation
    make, _ = TELLERS[operation.kind]
    done = make(operation, [item])(item)
    if done.state != ItemState.DONE:
        raise Refused(done.why)
    settle([(item, done)])
    count(operation, Counter([done.state]))
    end(operation, by)
    return operation
