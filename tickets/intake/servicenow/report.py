"""What an import brought, counted by SQL from our own events beside the file's columns."""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection

OURS = """
SELECT ticket.source_key,
       count(*) FILTER (WHERE event.kind = 'ticket.transferred'),
       count(*) FILTER (WHERE event.kind = 'ticket.reopened'),
       count(*) FILTER (WHERE event.data ? 'inferred'),
       count(*) FILTER (WHERE jsonb_array_length(coalesce(event.data -> 'lacking', '[]')) > 0),
       count(*)
FROM desk_ticket AS ticket
JOIN events_event AS event ON event.subject = 'ticket' AND event.subject_id = ticket.id
WHERE ticket.source_key = ANY (%s)
GROUP BY ticket.source_key
"""
KEPT = """
SELECT ticket.source_key, bool_or(clock.breached_at IS NOT NULL)
FROM desk_ticket AS ticket
JOIN desk_ticketclock AS clock ON clock.ticket_id = ticket.id AND clock.goal = 'resolution' AND NOT clock.cancelled
WHERE ticket.source_key = ANY (%s)
GROUP BY ticket.source_key
"""


@dataclass
class Report:
    """Counts of one file. `reassignments` and `reopenings` are pairs (ours, the file's)."""

    incidents: int
    rows: int
    events: int = 0
    inferred: int = 0
    gated: int = 0
    reassignments: tuple[int, int] = (0, 0)
    reopenings: tuple[int, int] = (0, 0)
    differences: list[tuple[str, str, int, int, dict]] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    kept: Counter = field(default_factory=Counter)


def report(incidents, key) -> Report:
    """Compare every incident's events with its columns; each difference has its explanation."""
    sources = {f"servicenow:{key}:{incident.number}": incident for incident in incidents}
    ours = {row[0]: row[1:] for row in fetch(OURS, list(sources))}
    breached = dict(fetch(KEPT, list(sources)))
    result = Report(len(incidents), sum(len(incident.rows) for incident in incidents))
    for source, incident in sources.items():
        transfers, reopenings, inferred, gated, events = ours[source]
        result.events += events
        result.inferred += inferred
        result.gated += gated
        last = incident.rows[-1]
        result.reassignments = add(result.reassignments, transfers, last.reassignments)
        result.reopenings = add(result.reopenings, reopenings, last.reopenings)
        note(result, "reassignments", incident, transfers, last.reassignments, why_reassigned(incident))
        note(result, "reopenings", incident, reopenings, last.reopenings, why_reopened(incident))
        result.kept[(last.made_sla, not breached.get(source, False))] += 1
    return result


def fetch(statement, sources):
    with connection.cursor() as cursor:
        cursor.execute(statement, [sources])
        return cursor.fetchall()


def add(pair, ours, theirs):
    return pair[0] + ours, pair[1] + theirs


def note(result, what, incident, ours, theirs, reasons):
    """A difference and its reasons; what the reasons do not add up to is unexplained."""
    if ours == theirs and not reasons:
        return
    if ours - theirs != sum(reasons.values()):
        result.unexplained.append(f"{incident.number} {what}: {ours} here, {theirs} in the file")
    if ours != theirs:
        result.differences.append((incident.number, what, ours, theirs, dict(reasons)))


def why_reassigned(incident) -> Counter:
    """Reason -> how many more (or fewer) we count than the file."""
    reasons: Counter = Counter()
    first = incident.rows[0]
    reasons["counted before the first row"] -= first.reassignments
    for before, row in pairs(incident):
        counted = row.reassignments - before.reassignments
        moved = int(row.group != before.group)
        if moved and not counted:
            reasons["a first group, which the file does not count" if not before.group else "a move not counted"] += 1
        elif counted > moved:
            reasons["counted without a change of group in the rows"] -= counted - moved
    return Counter({name: n for name, n in reasons.items() if n})


def why_reopened(incident) -> Counter:
    reasons: Counter = Counter()
    reasons["counted before the first row"] -= incident.rows[0].reopenings
    for before, row in pairs(incident):
        counted = row.reopenings - before.reopenings
        reopened = int(before.state in ("resolved", "closed") and row.state not in ("resolved", "closed"))
        if reopened > counted:
            reasons["left the resolved state without being counted"] += reopened - counted
        elif counted > reopened:
            reasons["counted without leaving the resolved state in the rows"] -= counted - reopened
    return Counter({name: n for name, n in reasons.items() if n})


def pairs(incident):
    return zip(incident.rows, incident.rows[1:], strict=False)
