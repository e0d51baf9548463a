"""What every change of hands shares: who can take a ticket, and how an open offer ends (T-21)."""

from supportdesk.errors import Refused

from .models import Ticket


def accept_offer(ticket, now) -> None:
    """The one it was offered to takes it: the hand-off that was open is accepted."""
    open_offers(ticket).update(accepted_at=now)


def withdraw_offer(ticket, now) -> None:
    """Whatever was offered is offered no longer. Says nothing to the database when nothing was."""
    if ticket.offered_to_id is not None:
        open_offers(ticket).update(withdrawn_at=now)
        ticket.put(offered_to=None)


def open_offers(ticket):
    return ticket.handoffs.filter(accepted_at=None, withdrawn_at=None)


def require_able(ticket, to, by):
    """The owner must be able to see the ticket and to answer it."""
    if by.via == "import":
        return
    seen = to.serves and not to.sits_lightly and Ticket.objects.visible_to(to).filter(pk=ticket.pk).exists()
    if not seen:
        raise Refused(f"{to} cannot work on this ticket.", field="owner")
