"""Events as the fold reads them, in order, without those that came too late. Pure but for the one statement."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection

LATE = timedelta(days=30)
READ = """
SELECT id, kind, subject, subject_id, at, recorded_at, actor_id, actor_kind, via, operation IS NOT NULL,
       organisation_id, data
FROM events_event
WHERE subject = %s AND subject_id = ANY(%s) AND kind = ANY(%s)
ORDER BY subject_id, at, id
"""


class Happened(NamedTuple):
    id: int
    kind: str
    subject: str
    subject_id: int
    at: datetime
    recorded_at: datetime
    actor_id: int
    actor_kind: str
    via: str
    together: bool  # one of many in an operation
    organisation_id: int | None
    data: dict

    @property
    def by_person(self) -> bool:
        return self.actor_kind == "person"

    @property
    def heeded(self) -> bool:
        """What is told more than thirty days after it happened changes no figure any more; an import tells of the past
        on purpose (MET-03)."""
        return self.via == "import" or self.recorded_at - self.at <= LATE


def ordered(events) -> list[Happened]:
    """By the instants at which they happened; of one instant, as they were told. A doubled one counts once."""
    known = {event.id: event for event in events if event.heeded}
    return sorted(known.values(), key=lambda event: (event.at, event.id))


def read(subject, pks, kinds) -> dict[int, list[Happened]]:
    """The history of these things, as far as it counts."""
    found: dict[int, list[Happened]] = {pk: [] for pk in pks}
    with connection.cursor() as cursor:
        cursor.execute(READ, [subject, list(pks), list(kinds)])
        for row in cursor.fetchall():
            found[row[3]].append(Happened._make([*row[:11], json.loads(row[11])]))
    return found
