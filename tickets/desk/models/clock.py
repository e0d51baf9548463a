"""The desk's clocks: concrete tables of the one engine (D2)."""

from django.db import models

from tickets.sla.models import AbstractClock, AbstractMoment
from tickets.sla.models.clock import AT_RISK


class TicketClock(AbstractClock):
    """One promise on one ticket; a narrow row, a cache of its moments (D1)."""

    owner, owner_due = "ticket", "due_at"

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="clocks")
    # Whose span it is, on a clock of ownership. A team is never deleted.
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta(AbstractClock.Meta):
        abstract = False
        # The figures of a queue's views read these two alone, without the rows.
        indexes = [
            *AbstractClock.Meta.indexes,
            models.Index(
                fields=["due_at"],
                include=["ticket"],
                condition=models.Q(since__isnull=False, level__gte=AT_RISK),
                name="ticketclock_at_risk",
            ),
            models.Index(
                fields=["breached_at"],
                include=["ticket"],
                condition=models.Q(breached_at__isnull=False),
                name="ticketclock_breached",
            ),
            # What ran at some time in a past span; no sweep touches a row that is in it.
            models.Index(
                fields=["stopped_at"],
                include=["started_at", "ticket"],
                condition=models.Q(stopped_at__isnull=False),
                name="ticketclock_stopped",
            ),
        ]
        constraints = [
            *AbstractClock.Meta.constraints,
            models.UniqueConstraint(
                fields=["ticket", "goal"],
                condition=models.Q(stopped_at__isnull=True),
                name="ticketclock_one_open",
            ),
        ]


class InquiryClock(AbstractClock):
    """How long a colleague takes to answer what they were asked (SLA-14)."""

    owner = "inquiry"

    inquiry = models.ForeignKey("desk.Inquiry", models.CASCADE, related_name="clocks")

    class Meta(AbstractClock.Meta):
        abstract = False


class InquiryMoment(AbstractMoment):
    clock = models.ForeignKey(InquiryClock, models.CASCADE, related_name="moments")

    class Meta(AbstractMoment.Meta):
        abstract = False


class TicketMoment(AbstractMoment):
    """One act on a clock, append-only: the ledger that answers "why is this due then?"."""

    clock = models.ForeignKey(TicketClock, models.CASCADE, related_name="moments")

    class Meta(AbstractMoment.Meta):
        abstract = False
