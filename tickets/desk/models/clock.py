"""The desk's clocks: concrete tables of the one engine (D2)."""

from django.db import models

from tickets.sla.models import AbstractClock, AbstractMoment


class TicketClock(AbstractClock):
    """One promise on one ticket; a narrow row, a cache of its moments (D1)."""

    owner = "ticket"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="clocks")

    class Meta(AbstractClock.Meta):
        abstract = False
        constraints = [
            *AbstractClock.Meta.constraints,
            models.UniqueConstraint(
                fields=["ticket", "goal"],
                condition=models.Q(stopped_at__isnull=True),
                name="ticketclock_one_open",
            ),
        ]


class TicketMoment(AbstractMoment):
    """One act on a clock, append-only: the ledger that answers "why is this due then?"."""

    clock = models.ForeignKey(TicketClock, models.CASCADE, related_name="moments")

    class Meta(AbstractMoment.Meta):
        abstract = False
