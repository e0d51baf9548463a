from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import offered, past, policy, timers
from ..kinds import Kind
from ..models import Attachment, ItemState, OperationItem, OperationKind, Text
from ..operations.acting import actor_of
from ..operations.traces import taken
from ..states import LinkKind
from ..texts import index, one_line
from .bulk import prepared
from .link import link
from .open import fresh, require_served, tell_opened
from .restrict import carry_wall


@transaction.atomic
def split(ticket, *, by, seen, title, messages=(), notes=(), requester=None, queue=None, **about):
    """Make a new ticket of some of what was said on this one (D6). The two are linked, and an undo brings the messages
    back. The description stays: without it the old ticket would be about nothing. `about`: type and category."""
    ticket.lock(seen)
    policy.require(by, "split", ticket)
    queue, requester = queue or ticket.queue, requester or ticket.requester
    said = chosen(ticket, messages, notes)
    past.said(by, title, field="title", message="A ticket needs a title.")
    require_served(queue, requester)
    require_own_house(ticket, requester)
    operation = prepared(by, OperationKind.SPLIT, "split", {"title": one_line(title)}, state="done", total=1, done=1)
    operation.ended_at = now = operation.created_at
    operation.save(force_insert=True)
    acting = actor_of(operation)
    new = opened(ticket, queue, requester, now, by=acting, title=one_line(title), **about)
    moved = move(said, ticket, new)
    tell_opened(new, by=acting, at=now, message=moved["messages"][0] if moved["messages"] else None)
    carry_wall(ticket, by=acting, onto=new, at=now)
    link(new, by=acting, kind=LinkKind.RELATED, other=ticket)
    changes = ticket.write(now, beside={"split": ["", new.reference]})
    said = {"ticket": new.pk, "messages": len(moved["messages"]), "version": ticket.version}
    record(Kind.SPLIT, ticket, by=acting, at=now, text={"changes": changes}, **said)
    data = {"moved": moved, "new": new.pk, "as_it_was": taken(new)}
    row = {"seen": ticket.version, "version": ticket.version, "state": ItemState.DONE, "data": data}
    OperationItem.objects.create(operation=operation, ticket=ticket, **row)
    return operation


def chosen(ticket, messages, notes):
    """The rows to move, without the description; at least one."""
    first = ticket.messages.order_by("at", "pk").values_list("pk", flat=True).first()
    numbers = {getattr(one, "pk", one) for one in messages}
    if first in numbers:
        raise Refused("The description stays where it is.", field="messages")
    said = ticket.messages.filter(pk__in=numbers), ticket.notes.filter(pk__in=[getattr(n, "pk", n) for n in notes])
    if said[0].count() != len(numbers) or said[1].count() != len(set(notes)):
        raise Refused("Not all of this stands on the ticket any more.", field="messages")
    if not numbers and not notes:
        raise Refused("Choose what goes to the new ticket.", field="messages", missing=("messages",))
    return said


def require_own_house(ticket, requester):
    if requester.pk != ticket.requester_id and requester.organisation_id != ticket.organisation_id:
        raise Refused(f"{requester} is of another organisation.", field="requester")


def opened(ticket, queue, requester, now, *, by, title, **about):
    """The new row, which asks for as much as the old one knew; its promises begin now."""
    known = {"type": ticket.type, "category": ticket.category, "component": ticket.component}
    weighed = {"impact": ticket.impact, "urgency": ticket.urgency, "channel": ticket.channel}
    given = {name: value for name, value in about.items() if value is not None}
    offered.require(by, ticket, queue=queue, **given)
    new = fresh(queue, requester, now, title=title, **(known | weighed | given))
    timers.start(new, now, by=by)
    new.reckon()
    new.save(force_insert=True)
    index(new, "", at=now, title=title)
    return new


def move(said, ticket, new):
    """What is chosen, with its files and its search text, which is found by the instant at which it was written."""
    moved: dict[str, list] = {"texts": [], "files": []}
    for name, rows in zip(("messages", "notes"), said, strict=True):
        pairs = list(rows.values_list("pk", "at"))
        moved[name] = [pk for pk, _ in pairs]
        written = [at for _, at in pairs]
        texts = Text.objects.filter(ticket=ticket, internal=name == "notes", at__in=written)
        moved["texts"] += list(texts.values_list("pk", flat=True))
        texts.update(ticket=new)
        files = Attachment.objects.filter(**{f"{name[:-1]}__in": moved[name]})
        moved["files"] += list(files.values_list("pk", flat=True))
        files.update(ticket=new)
        rows.update(ticket=new)
    return moved
