from django.db import transaction
from django.db.models import Exists, OuterRef

from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import past, policy, workflow
from ..kinds import Kind
from ..models import Link, Ticket
from ..states import LIVE, LinkKind


@transaction.atomic
def close(ticket, *, by, seen, reason="", at=None):
    """Close a resolved ticket (T-28). Without the requester's word or the silence that stands for
    it, it takes the right to override (C 24) and a reason; the log keeps which it was."""
    ticket.lock(seen)
    policy.require(by, "close", ticket)
    now = past.instant(by, at)
    target = workflow.target(ticket.status, "close")
    require_children_done(ticket, by)
    basis = basis_of(ticket, by, now, reason)
    ticket.put(status=target, closed_at=now, close_at=None)
    if basis == "confirmation":
        ticket.put(confirmed_at=ticket.confirmed_at or now)
    changes = ticket.write(now)
    text = {"changes": changes, "reason": reason}
    record(Kind.CLOSED, ticket, by=by, at=now, text=text, basis=basis, version=ticket.version)
    return ticket


@transaction.atomic
def close_silent(*, by, limit=200):
    """Close what was resolved and met with silence long enough (DEC-07); answers how many. A parent
    waits for its children here too (T-28)."""
    now = past.instant(by, None)
    due = Ticket.objects.filter(~Exists(open_children(OuterRef("pk"))), close_at__lte=now).order_by("close_at")
    tickets = list(due.select_for_update(no_key=True, skip_locked=True, of=("self",))[:limit])
    for ticket in tickets:
        ticket.put(status=workflow.target(ticket.status, "close"), closed_at=now, close_at=None)
        changes = ticket.write(now)
        text = {"changes": changes}
        record(Kind.CLOSED, ticket, by=by, at=now, text=text, basis="silence", version=ticket.version)
    return len(tickets)


def basis_of(ticket, by, now, reason):
    """On what the close stands: import, confirmation, silence or override."""
    if by.via == "import":
        return "import"
    if ticket.confirmed_at or not by.person.serves:
        return "confirmation"
    if by.via == "clock" or (ticket.close_at and ticket.close_at <= now):
        return "silence"
    require_override(ticket, by, reason)
    return "override"


def require_override(ticket, by, reason):
    if not policy.can(by, "close_override", ticket):
        raise Refused(
            "The requester has not confirmed yet, and the time for an answer is not over.",
            field="confirmation",
            missing=("confirmation",),
        )
    past.said(by, reason, field="reason", message="Say why it closes without the requester's confirmation.")


def require_children_done(ticket, by):
    """A parent closes after its children (T-28)."""
    open_ones = list(open_children(ticket.pk).values_list("ticket_id", flat=True)[:5])
    if open_ones and by.via != "import":
        names = ", ".join(f"T-{pk}" for pk in open_ones)
        told = f"Child tickets are still open: {names}." if by.person.serves else "What belongs to it is still open."
        raise Refused(told, field="children", missing=("children",))


def open_children(parent):
    return Link.objects.filter(other=parent, kind=LinkKind.CHILD_OF, ticket__status__in=LIVE)
