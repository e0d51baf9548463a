"""What a problem has cost (PRB-04): each figure is the sum of rows that its page shows, nothing else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from incidents.response.models import Incident, IncidentTicket
from tickets.desk.models import Ticket, TicketClock
from tickets.sla.models import Goal

READ = ("title", "opened_at", "tier", "requester", "organisation__name")


@dataclass(frozen=True)
class Row:
    """One ticket that counts: whose it is, and the minutes that the desk had it in hand. Where it is evidence itself,
    the row by which it is taken away and what was said of it."""

    ticket: Ticket
    customer: str
    minutes: int
    shown: bool  # whether this reader may read it; it counts either way
    evidence: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Outage:
    """One incident that counts, and the minutes from its beginning to its recovery, or until now."""

    incident: Incident
    minutes: int
    shown: bool
    evidence: int  # the row by which it is taken away


@dataclass(frozen=True)
class Impact:
    rows: tuple[Row, ...]
    outages: tuple[Outage, ...] = ()

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
    def downtime(self):
        return sum(one.minutes for one in self.outages)

    @property
    def hidden(self):
        return sum(not row.shown for row in self.rows) + sum(not one.shown for one in self.outages)

    @property
    def first_seen(self):
        return min(self.seen(), default=None)

    @property
    def last_seen(self):
        return max(self.seen(), default=None)

    def seen(self):
        return [row.ticket.opened_at for row in self.rows] + [one.incident.started_at for one in self.outages]

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
    """Of the tickets that are evidence now and those of its incidents, each once, those that were merged into another
    left out; and of the incidents, drills and what was none left out. Three statements."""
    outages = [outage(one, now) for one in incidents(problem, person)]
    tickets = list(counted(problem, person))
    minutes = in_hand(tickets, now)
    return Impact(tuple(row(one, minutes.get(one.pk, 0)) for one in tickets), tuple(outages))


def row(ticket, minutes):
    return Row(ticket, customer(ticket), minutes, ticket.shown, ticket.evidence_pk, ticket.evidence_words or "")


def counted(problem, person):
    linked = problem.evidence.present().values("ticket")
    outages = problem.outages.present().filter(incident__drill=False, incident__dismissed_at=None).values("incident")
    children = IncidentTicket.objects.live().filter(incident__in=outages).values("ticket")
    found = Ticket.objects.counted().filter(pk__in=linked.union(children))
    own = problem.evidence.present().filter(ticket=OuterRef("pk"))
    said = {"evidence_pk": Subquery(own.values("pk")[:1]), "evidence_words": Subquery(own.values("words")[:1])}
    found = found.annotate(shown=Ticket.objects.known_to(person, "pk"), **said)
    return found.select_related("organisation").only(*READ).order_by("-pk")


def incidents(problem, person):
    rows = problem.outages.present().filter(incident__drill=False, incident__dismissed_at=None)
    seen: Any = Incident.objects.visible_to(person).filter(pk=OuterRef("incident"))
    return rows.annotate(shown=Exists(seen)).select_related("incident").order_by("-incident__started_at", "-pk")


def outage(evidence, now):
    one = evidence.incident
    return Outage(
        one, round(((one.restored_at or now) - one.started_at).total_seconds() / 60), evidence.shown, evidence.pk
    )


def customer(ticket):
    """The organisation; whoever has none stands for themselves."""
    return ticket.organisation.name if ticket.organisation else f"Requester {ticket.requester_id}"


def in_hand(tickets, now):
    """Whole minutes on the newest clock of resolution: working time, without waits for others."""
    clocks = TicketClock.objects.filter(ticket__in=tickets, goal=Goal.RESOLUTION, cancelled=False)
    newest = clocks.order_by("ticket", "-pk").distinct("ticket")
    return {one.ticket_id: round(one.pure().elapsed(now) / 60) for one in newest}
