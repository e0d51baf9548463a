from django.db import connection, transaction

from supportdesk.errors import Refused, WrongState
from supportdesk.events.record import record

from .. import handing, past, policy, timers
from ..clocks import open_of
from ..kinds import Kind
from ..models import ItemState, OperationItem, OperationKind, Text, Ticket
from ..operations import belongings, words
from ..operations import items as carrying
from ..operations.acting import actor_of
from ..operations.items import Outcome
from ..operations.packing import unpacked
from ..operations.traces import taken, trace
from ..states import LinkKind, Status
from .bulk import enlist, prepared, require_some
from .link import require_no_circle


@transaction.atomic
def merge(survivor, *, by, tickets):
    """Prepare to merge these tickets into `survivor` (T-23) and say what will be moved and what stands in the way;
    nothing is moved yet. Each of them can be taken out again by itself."""
    policy.require(by, "merge", survivor)
    operation = prepared(by, OperationKind.MERGE, "merge", {"into": {"row": "desk.ticket", "pk": survivor.pk}})
    chosen = list(tickets.exclude(pk=survivor.pk).order_by("pk").values_list("pk", "version")[:1001])
    require_some(chosen)
    if len(chosen) > 1000:
        raise Refused("At most a thousand tickets are merged into one.", field="tickets")
    enlist(operation, chosen)
    merged = list(operation.items.select_related("ticket__requester").order_by("ticket"))
    operation.forecast = carrying.forecast(merged, merger(operation)) | {"moved": words.moved(survivor, merged)}
    operation.save(update_fields=["forecast"])
    record(Kind.MERGE_PREVIEWED, operation, by=by, at=operation.created_at, into=survivor.pk, total=len(chosen))
    return operation


def merger(operation):
    """What is done with one ticket of a merge."""
    survivor, by = unpacked(operation.what)["into"], actor_of(operation)

    def join(item):
        return take_in(survivor, by=by, ticket=item.ticket, seen=item.seen)

    return join


@transaction.atomic
def take_in(survivor, *, by, ticket, seen):
    """Move everything that was said on `ticket` to `survivor` and point there. The survivor's promises go on as they
    are (SLA-16), those of the merged ticket end; an answer that was owed there is owed here. Merges wait for each
    other, and the merged one is locked first."""
    take_turn()
    ticket.lock(seen)
    survivor.lock()
    policy.require(by, "merge", survivor)
    policy.require(by, "merge", ticket)
    require_one_matter(survivor, ticket)
    now = past.instant(by, None)
    before = taken(ticket)
    gift = brought(survivor, ticket)
    moved = move_words(ticket, survivor)
    belongings.give(survivor, gift, by=by, at=now)
    handing.withdraw_offer(ticket, now)
    ended = {"status": Status.CANCELLED, "closed_at": now, "close_at": None, "merged_into": survivor}
    ticket.put(**ended, waiting_reason="", waiting_for="", waiting_until=None)
    owed = [clock.pure().elapsed(now) for clock in open_of(ticket, *timers.ANSWERED)]
    timers.follow(ticket, now, by=by)
    begun = timers.expect_reply(survivor, now, by=by, cause="merged", spent=max(owed)) if owed else []
    changes = ticket.write(now)
    survivor.write(now)
    record(Kind.MERGED, ticket, by=by, at=now, text={"changes": changes}, into=survivor.pk, version=ticket.version)
    record(Kind.TOOK_IN, survivor, by=by, at=now, ticket=ticket.pk, messages=len(moved["messages"]))
    data = trace(before, ticket) | {"moved": moved, "brought": gift, "into": survivor.pk}
    data |= {"begun": [clock.pk for clock in begun]} if begun else {}
    return Outcome(ItemState.DONE, data=data, version=ticket.version)


def take_turn():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('desk_merge'), 0)")


def require_one_matter(survivor, ticket):
    if not survivor.is_live:
        raise WrongState(f"{survivor.reference} is over. Reopen it, then merge into it.", permitted=("reopen",))
    if ticket.pk == survivor.pk:
        raise Refused("A ticket cannot be merged into itself.")
    if ticket.status == Status.CANCELLED:
        into = f" into T-{ticket.merged_into_id}" if ticket.merged_into_id else ""
        raise WrongState(f"{ticket.reference} was {'merged' if into else 'cancelled'}{into} already.")
    if ticket.restricted != survivor.restricted:
        raise Refused("One of the two is restricted to named people, the other is not.")
    same_house = ticket.organisation_id is not None and ticket.organisation_id == survivor.organisation_id
    if not same_house and ticket.requester_id != survivor.requester_id:
        raise Refused("It is of another organisation, whose people would read what is said here. Link the two instead.")


def brought(survivor, ticket):
    """What comes along, without a link that would make a ticket its own parent."""
    own, theirs = belongings.of(survivor), belongings.of(ticket)
    gift = belongings.brought(theirs, own, standing(survivor), (survivor.pk, ticket.pk))
    if "outward" in gift:
        gift["outward"] = [one for one in gift["outward"] if one[0] != LinkKind.CHILD_OF or leads_up(survivor, one[1])]
    return gift


def leads_up(survivor, parent):
    try:
        require_no_circle(survivor, Ticket(pk=parent))
    except Refused:
        return False
    return True


def standing(survivor, *, but=0):
    """What the merges into this ticket that still stand have brought."""
    merged = OperationItem.objects.filter(
        ticket__merged_into=survivor, operation__kind=OperationKind.MERGE, state=ItemState.DONE, undone_by=None
    )
    return [data.get("brought", {}) for data in merged.exclude(pk=but).values_list("data", flat=True)]


def move_words(ticket, survivor):
    """Messages, notes, files and search text, by number, so that an undo moves the same ones back."""
    moved = {}
    texts = Text.objects.filter(ticket=ticket)
    said = {"messages": ticket.messages, "notes": ticket.notes, "files": ticket.attachments, "texts": texts}
    for name, rows in said.items():
        moved[name] = list(rows.order_by("pk").values_list("pk", flat=True))
        rows.update(ticket=survivor)
    return moved
