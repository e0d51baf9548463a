"""Reads of the log: what changed since a version, what happened after an event, a subject's history."""

from typing import NamedTuple

from django.db import connection

from supportdesk.byhand import made, rows, statement
from supportdesk.events.models import Event, Payload

PAYLOAD = Payload._meta.get_field("event").remote_field
HISTORY = """
SELECT {event}, {payload}
FROM events_event event LEFT JOIN events_payload payload ON payload.event_id = event.id
WHERE event.subject = %s AND event.subject_id = %s AND (%s::text[] IS NULL OR event.kind = ANY (%s::text[]))
ORDER BY event.at, event.id
"""
OF_SUBJECT = statement(HISTORY, event=Event, payload=Payload)


def history(subject, subject_id):
    """Everything that happened to one thing, oldest first, with its words."""
    return Event.objects.with_words().filter(subject=subject, subject_id=subject_id).order_by("at", "id")


def history_of(subject, subject_id, *, kinds=None):
    """The same, and of these kinds where named, as a list: every page of a ticket asks for it."""
    named = None if kinds is None else list(kinds)
    return [event_of(values) for values in rows(OF_SUBJECT, [subject, subject_id, named, named])]


def event_of(values):
    event, payload = made(Event, values), made(Payload, values)
    PAYLOAD.set_cached_value(event, payload if payload.pk else None)
    return event


def changes_since(subject, subject_id, version):
    """Every field change after `version`: dicts of field, was, now, by, at (D5)."""
    newer = history(subject, subject_id).filter(data__version__gt=version).order_by("id")
    return [
        {"field": field, "was": was, "now": now, "by": event.actor_name, "at": event.at}
        for event in newer
        for field, (was, now) in changes_in(event).items()
    ]


def changes_in(event):
    """The `{field: [old, new]}` of an event; empty when it has none or was redacted."""
    return event.words.get("changes") or {}


def happened_after(subject, subject_id, event_id, *, kinds, but_not_by):
    """What others did after an event, of these kinds: dicts of event, kind, by, at."""
    newer = Event.objects.filter(subject=subject, subject_id=subject_id, id__gt=event_id, kind__in=kinds)
    return [
        {"event": event.pk, "kind": event.kind, "by": event.actor_name, "at": event.at}
        for event in newer.exclude(actor_id=but_not_by).order_by("id")
    ]


class Untold(NamedTuple):
    """What one lane still owes: rows waiting, rows set aside, and the age of the oldest (seconds)."""

    lane: str
    waiting: int
    set_aside: int
    oldest: float


UNTOLD = """
SELECT lanes.lane,
       count(owed.event_id) FILTER (WHERE owed.failed_at IS NULL),
       count(owed.event_id) FILTER (WHERE owed.failed_at IS NOT NULL),
       coalesce(extract(epoch FROM clock_timestamp() - min(event.recorded_at) FILTER (WHERE owed.failed_at IS NULL)), 0)
FROM (VALUES ('people'), ('figures')) AS lanes (lane)
LEFT JOIN events_outbox AS owed ON owed.lane = lanes.lane
LEFT JOIN events_event AS event ON event.id = owed.event_id
GROUP BY lanes.lane ORDER BY lanes.lane
"""


def untold():
    """What each lane has not told yet, for the health page and the figures."""
    with connection.cursor() as cursor:
        cursor.execute(UNTOLD)
        return [Untold(lane, waiting, aside, float(age)) for lane, waiting, aside, age in cursor.fetchall()]
