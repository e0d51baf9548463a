"""What a problem has cost (PRB-04): each figure is the sum of rows that its page shows, nothing else."""

from dataclasses import dataclass

from tickets.desk.models import Ticket, TicketClock
from tickets.sla.models import Goal


@dataclass(frozen=True)
class Row:
    """One ticket that counts: whose it is, and the minutes that the desk had it in hand."""

    ticket: Ticket
    customer: str
    minutes: int
    shown: bool  # whether this reader may read it; it counts either way


@dataclass(frozen=True)
class Impact:
    rows: tuple[Row, ...]

    @property
    def tickets(self):
        return len(self.rows)

    @property
    def customers(self):
        return len(self.by_customer())

    @property
    def minutes(self):
        return sum(row.minutes for row in self.rows)

    @property
    def hidden(self):
        return sum(not row.shown for row in self.rows)

    @property
    def first_seen(self):
        return min((row.ticket.opened_at for row in self.rows), default=None)

    @property
    def last_seen(self):
        return max((row.ticket.opened_at for row in self.rows), default=None)

    def by_customer(self):
        """Each customer with how many tickets and minutes, the most affected first."""
        found: dict[str, list[int]] = {}
        for row in self.rows:
            counts = found.setdefault(row.customer, [0, 0])
            counts[0] += 1
            counts[1] += row.minutes
        return sorted(((name, *counts) for name, counts in found.items()), key=lambda one: (-one[1], one[0]))

    def by_tier(self):
        tiers: dict[str, int] = {}
        for row in self.rows:
            tiers[row.ticket.tier] = tiers.get(row.ticket.tier, 0) + 1
        return sorted(tiers.items())


def impact(problem, person, now) -> Impact:
    """Of the tickets that are evidence now, those that were merged into another left out. Three statements."""
    linked = problem.evidence.present().values("ticket")
    tickets = list(Ticket.objects.counted().filter(pk__in=linked).select_related("organisation").order_by("-pk"))
    seen = set(
        Ticket.objects.visible_to(person).filter(pk__in=[one.pk for one in tickets]).values_list("pk", flat=True)
    )
    minutes = in_hand(tickets, now)
    return Impact(tuple(Row(one, customer(one), minutes.get(one.pk, 0), one.pk in seen) for one in tickets))


def customer(ticket):
    """The organisation; whoever has none stands for themselves."""
    return ticket.organisation.name if ticket.organisation else f"Requester {ticket.requester_id}"


def in_hand(tickets, now):
    """Whole minutes on the newest clock of resolution: working time, without waits for others."""
    clocks = TicketClock.objects.filter(ticket__in=tickets, goal=Goal.RESOLUTION, cancelled=False)
    newest = clocks.order_by("ticket", "-pk").distinct("ticket")
    return {one.ticket_id: round(one.pure().elapsed(now) / 60) for one in newest}
