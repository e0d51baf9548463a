"""What every change of hands shares: who can take a ticket, where it goes, and how an open offer ends (T-21)."""

from supportdesk.errors import Refused

from .models import Handoff, Ticket


def accept_offer(ticket, now) -> None:
    """The one it was offered to takes it: the hand-off that was open is accepted."""
    open_offers(ticket).update(accepted_at=now)


def withdraw_offer(ticket, now) -> None:
    """Whatever was offered is offered no longer. Says nothing to the database when nothing was."""
    if ticket.offered_to_id is not None:
        open_offers(ticket).update(withdrawn_at=now)
        ticket.put(offered_to=None)


def send(ticket, queue, reason, now) -> None:
    """Into another queue: the owner stays only when the new team has them too (C 9)."""
    withdraw_offer(ticket, now)
    giver, left = ticket.owner, ticket.queue
    ticket.put(queue=queue, owner=keeper(ticket, queue))
    ticket.transfer_count += 1
    hands = {"giver": giver, "taker": ticket.owner, "from_queue": left, "to_queue": queue}
    Handoff.objects.create(ticket=ticket, reason=reason, offered_at=now, accepted_at=now, **hands)


def follow_type(ticket, now) -> None:
    """A live ticket goes where its new type belongs, unless that queue serves somebody else (T-03)."""
    queue = ticket.type.queue
    if queue is None or queue == ticket.queue or queue.retired_at or not ticket.is_live:
        return
    if queue.organisation_id in (None, ticket.organisation_id):
        send(ticket, queue, f"It is a ticket of type {ticket.type}.", now)


def keeper(ticket, queue):
    owner = ticket.owner
    return owner if owner and queue.team_id in owner.scope.teams else None


def open_offers(ticket):
    return ticket.handoffs.filter(accepted_at=None, withdrawn_at=None)


def require_able(ticket, to, by):
    """The owner must be able to see the ticket and to answer it."""
    if by.via == "import":
        return
    seen = to.serves and not to.sits_lightly and Ticket.objects.visible_to(to).filter(pk=ticket.pk).exists()
    if not seen:
        raise Refused(f"{to} cannot work on this ticket.", field="owner")
