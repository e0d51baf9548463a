"""Of what a watcher hears (T-53)."""

from collections import defaultdict

from .kinds import Kind
from .mentions import sees
from .models import Ticket, Watch, WatchLevel

ENDS = frozenset({Kind.RESOLVED, Kind.CLOSED, Kind.REOPENED, Kind.CANCELLED})
PUBLIC = ENDS | {Kind.REPLIED}
HEARS = {
    WatchLevel.RESOLVED: ENDS,
    WatchLevel.PUBLIC: PUBLIC,
    WatchLevel.ALL: PUBLIC | {Kind.NOTED, Kind.CONFIRMED, Kind.SLA_BREACHED},
}
ANYBODY = HEARS[WatchLevel.ALL]


def watchers(events, tickets: dict[int, Ticket]) -> dict[int, list[tuple[int, str]]]:
    """Ticket -> who follows it and at which level, of those who may still know of it."""
    wanted = {event.subject_id for event in events if event.kind in ANYBODY and event.subject_id in tickets}
    found = defaultdict(list)
    watches = Watch.objects.filter(ticket__in=wanted, person__is_active=True).select_related("person")
    for one in watches if wanted else ():
        if sees(one.person, tickets[one.ticket_id]):
            found[one.ticket_id].append((one.person_id, one.level))
    return found


def hear(event, watches) -> list[int]:
    return [person for person, level in watches if event.kind in HEARS[WatchLevel(level)]]
