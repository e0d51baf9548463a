"""What every change of hands shares: an offer that stands open ends, accepted or withdrawn (T-21)."""


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
