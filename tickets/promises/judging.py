"""Many open tickets judged by other policies at once: histories read together, clocks and moments written together.

The caller holds the tickets' locks. Each promise is counted anew from its own beginning with every hold kept, by the
same engine as for one ticket (SLA-11).
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import chain

from django.db import connection

from supportdesk.accounts.actor import system
from supportdesk.events.record import record_all
from tickets.desk import timers
from tickets.desk.models import Ticket, TicketClock
from tickets.sla import choose, engine
from tickets.sla.models import Policy

CAUSE = "published"
DUE = """
UPDATE desk_ticket AS ticket SET due_at = fresh.due_at, rank = fresh.rank
FROM unnest(%s::bigint[], %s::timestamptz[], %s::float8[]) AS fresh (id, due_at, rank) WHERE ticket.id = fresh.id
"""


def judge(
    tickets: Sequence[Ticket],
    *,
    policies: Sequence[Policy],
    made: Collection[int],
    left: Collection[int],
    now: datetime,
    by,
) -> int:
    """Let the open promises of these tickets follow `policies`, of which the numbers in `made` are new: of each ticket
    that one of them fits, or that still has a version in `left`. Answers how many promises moved."""
    clocks = open_clocks(tickets)
    chosen: dict[int | None, list[Ticket]] = defaultdict(list)
    by_number: dict[int | None, Policy] = {policy.pk: policy for policy in policies}
    for ticket in tickets:
        policy = choose.choose(policies, ticket.facts())
        own = clocks[ticket.pk]
        if own and ((policy and policy.pk in made) or any(clock.policy_id in left for clock in own)):
            chosen[policy.pk if policy else None].append(ticket)
    moved = 0
    for number, several in chosen.items():
        moved += follow(several, clocks, by_number.get(number), now, by)
    write_due(list(chain.from_iterable(chosen.values())), clocks)
    return moved


def open_clocks(tickets) -> dict[int, list[TicketClock]]:
    found: dict[int, list[TicketClock]] = {ticket.pk: [] for ticket in tickets}
    for clock in TicketClock.objects.filter(ticket__in=list(found), stopped_at=None).order_by("ticket", "pk"):
        found[clock.ticket_id].append(clock)
    return found


def follow(tickets, clocks, policy, now, by) -> int:
    """All of these under one policy, in one set."""
    targets = {target.goal: target for target in policy.targets_cached} if policy else {}
    rows = [clock for ticket in tickets for clock in clocks[ticket.pk]]
    before = {clock.pk: (clock.policy_id, clock.due_at) for clock in rows}
    rungs = engine.retarget(rows, at=now, cause=CAUSE, targets=targets)
    organisations = {ticket.pk: ticket.organisation_id for ticket in tickets}
    tell(rungs, organisations, by)
    by_number = {ticket.pk: ticket for ticket in tickets}
    moved = [clock for clock in rows if clock.policy_id != before[clock.pk][0]]
    told = [timers.retargeted(by_number[clock.ticket_id], clock, before[clock.pk][1], now) for clock in moved]
    record_all(told, by=by)
    return len(moved)


def tell(rungs, organisations, by) -> None:
    """What rang was rung by time, whoever came after it."""
    for late in (True, False):
        said = [rung for rung in rungs if (rung.what in timers.BY_TIME) == late]
        told = [timers.told(rung, rung.clock.ticket_id, organisations[rung.clock.ticket_id]) for rung in said]
        record_all(told, by=system("clock") if late else by)


def write_due(tickets, clocks) -> None:
    """The next due time of each, and its place in the queue."""
    for ticket in tickets:
        due = [clock.due_at for clock in clocks[ticket.pk] if clock.stopped_at is None and clock.due_at]
        ticket.due_at = min(due, default=None)
        ticket.reckon()
    columns = ([one.pk for one in tickets], [one.due_at for one in tickets], [one.rank for one in tickets])
    with connection.cursor() as cursor:
        cursor.execute(DUE, columns)
