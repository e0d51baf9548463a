"""The past of a batch of tickets in three statements, as the pure replay wants it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from supportdesk.byhand import rows
from tickets.desk.models import Ticket
from tickets.sla import worktime
from tickets.sla.choose import conditions
from tickets.sla.course import Act, Promise
from tickets.sla.models import Calendar, Policy
from tickets.sla.whatif import Facts, Known, Life

from .worlds import promises_of

CLOCKS = """
SELECT id, ticket_id, goal, pauses, breached_at, due_at, spent FROM desk_ticketclock
WHERE ticket_id = ANY(%s) AND started_at < %s ORDER BY id
"""
MOMENTS = """
SELECT moment.clock_id, moment.id, what, at, cause, moment.policy_id,
       (data ->> 'target')::int, (data ->> 'calendar')::bigint, coalesce((data ->> 'spent')::float, 0),
       (data ->> 'named')::timestamptz, (data ->> 'until')::timestamptz
FROM desk_ticketmoment AS moment JOIN desk_ticketclock AS clock ON clock.id = moment.clock_id
WHERE clock.ticket_id = ANY(%s) AND started_at < %s AND at < %s AND what NOT IN ('warned', 'breached')
ORDER BY moment.id
"""
TOLD = """
SELECT subject_id, id, at, facts, after, clock FROM (
    SELECT subject_id, id, at, data -> 'facts' AS facts,
           CASE WHEN kind IN ('sla.met', 'sla.missed', 'sla.ended_excepted') THEN (data ->> 'clock')::bigint END
           AS clock,
           max(id) FILTER (WHERE kind LIKE 'ticket.%%') OVER (
               PARTITION BY subject_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
           ) AS after
    FROM events_event WHERE subject = 'ticket' AND subject_id = ANY(%s) AND at < %s
) AS told WHERE facts IS NOT NULL OR clock IS NOT NULL ORDER BY id
"""


class Kept(NamedTuple):
    """A clock as its row tells it, with what it lived through."""

    life: Life
    due_at: datetime | None


class Past(NamedTuple):
    """A ticket: its clocks in the order of their starts, and the facts that its promises were chosen by."""

    ticket: int
    clocks: list[Kept]
    facts: list[Known]


def pasts(tickets: list[int], until: datetime) -> Iterable[Past]:
    """What had happened to these tickets by `until`."""
    lines, (facts, ends) = lines_of(tickets, until), told_of(tickets, until)
    clocks: dict[int, list[Kept]] = defaultdict(list)
    policies: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    for pk, ticket, goal, pauses, breached_at, due_at, spent in rows(CLOCKS, [tickets, until]):
        broken = breached_at if breached_at and breached_at < until else None
        acts = [act(line, goal, pauses=pauses) for line in lines[pk]]
        clocks[ticket].append(Kept(Life(pk, goal, acts, broken, spent, ends.get(pk, 0)), due_at))
        policies[ticket] += [(line[2], line[4]) for line in lines[pk] if line[5] is not None]
    unknown = present_facts([ticket for ticket in clocks if ticket not in facts])
    for ticket, kept in clocks.items():
        yield Past(ticket, kept, facts.get(ticket) or guessed(policies[ticket], unknown[ticket]))


def lines_of(tickets, until):
    found: dict[int, list[tuple]] = defaultdict(list)
    for clock, *line in rows(MOMENTS, [tickets, until, until]):
        found[clock].append(tuple(line))
    return found


def act(line, goal, *, pauses) -> Act:
    number, what, at, cause, policy, target, calendar, spent, named, until = line
    promise = None
    if target is not None:
        said = promised_by(policy)
        usual = said.get(goal) or Promise(target, hours_of(calendar), pauses, Policy.objects.version(policy).key)
        promise = usual._replace(target=target, calendar=hours_of(calendar), beside=said)
    return Act(number, what, at, cause, promise, spent, named, until)


@lru_cache(maxsize=1024)
def promised_by(policy: int) -> dict[str, Promise]:
    """A published version never changes."""
    return promises_of(Policy.objects.version(policy))


def hours_of(calendar: int) -> worktime.Calendar:
    return Calendar.objects.version(calendar).hours


def told_of(tickets, until) -> tuple[dict[int, list[Known]], dict[int, int]]:
    """By ticket what its promises were chosen by; by clock the number of the event that told of its end."""
    facts: dict[int, list[Known]] = defaultdict(list)
    ends: dict[int, int] = {}
    for ticket, number, at, chosen_by, after, clock in rows(TOLD, [tickets, until]):
        if clock is None:
            facts[ticket].append(Known(at, spoken(chosen_by), after or 0))
        else:
            ends[clock] = number
    return facts, ends


@lru_cache(maxsize=4096)
def spoken(text: str) -> Facts:
    """Facts as the database prints them: the same few over and over."""
    return json.loads(text)


def present_facts(tickets) -> dict[int, Facts]:
    known = Ticket.objects.filter(pk__in=tickets).select_related("type", "queue") if tickets else ()
    return {ticket.pk: ticket.facts() for ticket in known}


def guessed(policies, facts) -> list[Known]:
    """For a ticket of before its facts were kept: as it is now, but for what the policies of its past asked."""
    found = {at: dict(facts) | conditions(Policy.objects.version(pk)) for at, pk in policies}
    return [Known(at, found[at]) for at in sorted(found)]
