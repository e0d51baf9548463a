from django.db import transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import past, policy, timers
from ..kinds import Kind
from ..models import ItemState, Operation, OperationKind, OperationState, Ticket
from ..operations import belongings, restoring
from ..operations import items as carrying
from ..operations.acting import actor_of
from ..operations.fields import COUNTERS
from ..operations.items import Outcome
from ..operations.traces import taken
from ..states import Status
from .bulk import enlist, prepared
from .merge import standing, take_turn

UNDOABLE = (OperationState.DONE, OperationState.STOPPED, OperationState.PARTLY_UNDONE)


@transaction.atomic
def undo(operation, *, by, tickets=None):
    """Prepare to take an operation back (D6), or what it did to some of its tickets, and say beforehand what has to
    stay as it is. An undo is an operation itself; it cannot be undone."""
    operation.lock()
    policy.require(by, "undo", operation)
    undoing = prepared(by, OperationKind.UNDO, operation.verb, {}, undoes=operation)
    require_possible(operation, undoing.created_at)
    done = operation.items.filter(state=ItemState.DONE, undone_by=None)
    chosen = done.filter(ticket__in=tickets) if tickets is not None else done
    pairs = list(chosen.order_by("ticket").values_list("ticket", "ticket__version"))
    if not pairs:
        raise WrongState("There is nothing left of it to undo.")
    enlist(undoing, pairs)
    first = undoing.items.select_related("ticket").order_by("ticket")[: carrying.REHEARSED]
    undoing.forecast = carrying.forecast(list(first), undoer(undoing, list(first))) | {"of": len(pairs)}
    undoing.save(update_fields=["forecast"])
    record(Kind.UNDO_PREVIEWED, undoing, by=by, at=undoing.created_at, undoes=operation.pk, total=len(pairs))
    return undoing


def require_possible(operation, now):
    if operation.kind == OperationKind.UNDO:
        raise WrongState("An undo is not undone. Do it anew instead.")
    if operation.state not in UNDOABLE:
        over = operation.state == OperationState.UNDONE
        raise WrongState("It is undone already." if over else "It is not over yet: stop it first.")
    if operation.expires_at <= now:
        raise WrongState("It is more than thirty days old and can no longer be undone.")


def undoer(undoing, items):
    """What is done with one item of an undo. What was done, and what the log says of it, is read for all at once."""
    by, undone = actor_of(undoing), undoing.undoes
    back = {"bulk": restore, "merge": take_out, "split": rejoin, "convert": withdraw}[undone.kind]
    numbers = [item.ticket_id for item in items]
    done = {was.ticket_id: was for was in undone.items.filter(ticket__in=numbers)}
    told = restoring.made_by(undone, numbers)

    def take_back(item):
        was = done[item.ticket_id]
        words = {"undone": undone, "data": was.data, "pk": was.pk, "told": told.get(item.ticket_id, [])}
        kept = back(item.ticket, by=by, **words)
        return Outcome(ItemState.DONE, data={"kept": kept} if kept else {}, version=item.ticket.version)

    return take_back


@transaction.atomic
def restore(ticket, *, by, undone, data, pk, told):
    """Put one ticket of a bulk change back as far as nobody has changed it since. Answers what stays, in words."""
    ticket.lock()
    now = past.instant(by, None)
    kept = restoring.fields_of(ticket, data)
    stays = restoring.rows_made(told, ticket, kept, data) + restoring.said(kept)
    ended = [] if any("message" in event.data for event in told) else restoring.ended_clocks(data, kept)
    tags = restoring.tags_of(ticket, data)
    judged = set(ticket._put) & {"type", "queue", "priority", "impact", "urgency"}
    if judged:
        timers.retarget(ticket, now, by=by)
    if "status" in ticket._put or ended:
        timers.go_on(ticket, ended, now, by=by)
    changes = ticket.write(now, also=COUNTERS, beside=tags)
    text = {"changes": changes, "kept": stays}
    facts = {"facts": ticket.facts()} if judged else {}
    record(Kind.RESTORED, ticket, by=by, at=now, text=text, undone=undone.pk, version=ticket.version, **facts)
    return stays


@transaction.atomic
def take_out(ticket, *, by, undone, data, pk, told):
    """Take one merged ticket out again, with what was said on it. What was written on the other since stays there."""
    take_turn()
    ticket.lock()
    survivor = Ticket.objects.get(pk=data["into"])
    if ticket.merged_into_id != survivor.pk:
        raise Refused("It is not merged into that ticket any more.")
    survivor.lock()
    now = past.instant(by, None)
    stays = restoring.words_back(ticket, heirs(ticket), data["moved"])
    kept = restoring.fields_of(ticket, data)
    restoring.hands_back(told, ticket, kept, data)
    timers.go_on(ticket, restoring.ended_clocks(data, kept), now, by=by)
    changes = ticket.write(now, also=COUNTERS)
    timers.withdraw(survivor, data.get("begun", ()), now, by=by)
    belongings.take_back(survivor, data["brought"], standing(survivor, but=pk))
    survivor.write(now)
    stays += later_words(survivor, undone)
    text = {"changes": changes, "kept": stays}
    record(Kind.UNMERGED, ticket, by=by, at=now, text=text, undone=undone.pk, version=ticket.version)
    record(Kind.GAVE_BACK, survivor, by=by, at=now, ticket=ticket.pk, messages=len(data["moved"]["messages"]))
    return stays


def heirs(ticket):
    """The tickets on which the words of a merged one may stand: the row of those that took it in."""
    found = []
    while ticket.merged_into_id:
        ticket = ticket.merged_into
        found.append(ticket.pk)
    return found


def later_words(survivor, undone):
    since = survivor.messages.filter(at__gt=undone.ended_at or undone.created_at).count()
    return [f"What was written on {survivor.reference} since stays there: {since}."] if since else []


@transaction.atomic
def rejoin(ticket, *, by, undone, data, pk, told):
    """Bring back what was split off. The new ticket ends, unless somebody has worked on it since."""
    take_turn()
    new = Ticket.objects.get(pk=data["new"])
    new.lock()
    ticket.lock()
    now = past.instant(by, None)
    stays = restoring.words_back(ticket, [new.pk, *heirs(new)], data["moved"])
    restoring.rows_made(told, ticket, (), data)
    stays += taken_back(new, by=by, now=now, undone=undone, data=data, words=0)
    ticket.write(now)
    record(Kind.REJOINED, ticket, by=by, at=now, text={"kept": stays}, undone=undone.pk, ticket=new.pk)
    return stays


@transaction.atomic
def withdraw(ticket, *, by, undone, data, pk, told):
    """End what the ticket was turned into, and take the link away."""
    take_turn()
    new = Ticket.objects.get(pk=data["new"])
    new.lock()
    ticket.lock()
    now = past.instant(by, None)
    restoring.rows_made(restoring.made_by(undone, [new.pk]).get(new.pk, []), new, ("status", "owner"), data)
    stays = taken_back(new, by=by, now=now, undone=undone, data=data, words=1)
    ticket.write(now)
    record(Kind.UNCONVERTED, ticket, by=by, at=now, text={"kept": stays}, undone=undone.pk, ticket=new.pk)
    return stays


def taken_back(new, *, by, now, undone, data, words):
    """End a ticket that an operation opened; one that was worked on since stays."""
    spoken = new.messages.count() + new.notes.count()
    if taken(new) != data["as_it_was"] or spoken > words:
        return [f"{new.reference} was worked on since and stays."]
    new.put(status=Status.CANCELLED, closed_at=now)
    timers.follow(new, now, by=by)
    changes = new.write(now)
    record(Kind.CALLED_OFF, new, by=by, at=now, text={"changes": changes}, undone=undone.pk, version=new.version)
    return []


@transaction.atomic
def close_books(operation, *, by):
    """Say of an operation how much of it stands, once an undo of it is over."""
    operation.lock()
    left = operation.items.filter(state=ItemState.DONE, undone_by=None).exists()
    partly = left or Operation.objects.filter(undoes=operation, items__data__has_key="kept").exists()
    operation.state = OperationState.PARTLY_UNDONE if partly else OperationState.UNDONE
    operation.save(update_fields=["state"])
    record(Kind.OPERATION_UNDONE, operation, by=by, at=past.instant(by, None), state=operation.state)
    return operation
