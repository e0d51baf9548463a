from django.db import transaction

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy
from ..kinds import Kind
from ..models import ItemState, OperationItem, OperationKind
from ..operations.acting import actor_of
from ..operations.traces import taken
from ..states import Channel, LinkKind
from .bulk import prepared
from .link import link
from .open import open_ticket

TARGETS = ("defect", "feedback")


@transaction.atomic
def convert(ticket, *, by, type, title, body, queue=None):
    """Make a linked defect or improvement idea of a ticket (T-54). It is the desk's own, asked for by whoever makes it:
    the requester of the ticket neither sees it nor is told of it, and the ticket itself goes on."""
    ticket.lock()
    policy.require(by, "convert", ticket)
    if type.key not in TARGETS:
        raise Refused(f"A ticket is turned into one of: {', '.join(TARGETS)}.", field="type")
    past.said(by, body, field="body", message="Say what it is about.")
    what = {"type": type.key}
    operation = prepared(by, OperationKind.CONVERT, "convert", what, state="done", total=1, done=1)
    operation.ended_at = now = operation.created_at
    operation.save(force_insert=True)
    acting = actor_of(operation)
    there = queue or type.queue or ticket.queue
    about = {"type": type, "category": ticket.category, "component": ticket.component, "channel": Channel.API}
    new = open_ticket(there, by=acting, requester=by.person, title=title, body=body, **about)
    link(new, by=acting, kind=LinkKind.RELATED, other=ticket)
    ticket.write(now)
    record(Kind.CONVERTED, ticket, by=acting, at=now, ticket=new.pk, type=type.key)
    data = {"new": new.pk, "as_it_was": taken(new)}
    row = {"seen": ticket.version, "version": ticket.version, "state": ItemState.DONE, "data": data}
    OperationItem.objects.create(operation=operation, ticket=ticket, **row)
    return operation
