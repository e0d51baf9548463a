"""Telling the log what happened, in the transaction of the action that did it."""

import json
from typing import NamedTuple

from django.db import connection

from supportdesk.events import nudge

# Ids are drawn from the sequence in the order of the list, then everything is written by one statement.
# The words are hashed as the database prints them, so that a later check hashes the same bytes.
WRITE = """
WITH told AS MATERIALIZED (
    SELECT nextval('events_event_id_seq') AS id, occurrence.*
    FROM ROWS FROM (json_to_recordset(%(occurrences)s) AS (
        kind text, subject text, subject_id bigint, organisation_id bigint, at timestamptz, data jsonb, words jsonb
    )) AS occurrence
), event AS (
    INSERT INTO events_event (id, kind, subject, subject_id, organisation_id, actor_id, actor_name, actor_kind,
                              team_id, tier, via, operation, at, recorded_at, data)
    SELECT id, kind, subject, subject_id, organisation_id, %(actor_id)s, %(actor_name)s, %(actor_kind)s,
           %(team_id)s, %(tier)s, %(via)s, %(operation)s, at, clock_timestamp(), data
    FROM told
), payload AS (
    INSERT INTO events_payload (event_id, body, sha256)
    SELECT id, words, sha256(convert_to(words::text, 'UTF8')) FROM told WHERE words IS NOT NULL
), outbox AS (
    INSERT INTO events_outbox (event_id, lane, error)
    SELECT id, lane, '' FROM told CROSS JOIN (VALUES ('people'), ('figures')) AS lanes (lane)
)
SELECT id FROM told
"""


class Occurrence(NamedTuple):
    """What happened to one thing. `data` holds ids, codes and numbers; `text` holds words and goes to the payload."""

    kind: str
    subject: str
    subject_id: int
    organisation_id: int | None
    at: object
    data: dict
    text: dict | None = None


def record(kind, thing, /, *, by, at, text=None, **data):
    """Say once what happened to `thing`; whoever cares is told after the commit."""
    said = data | standing_of(thing, data)
    occurrence = Occurrence(kind, subject_of(thing), thing.pk, organisation_of(thing), at, said, text)
    return record_all([occurrence], by=by)[0]


def standing_of(thing, data):
    """Where a version is named, fields may have changed: the log says how the thing stands now, so that a figure of
    that day needs no row of today."""
    standing = getattr(thing, "standing", None)
    return {"standing": standing()} if standing and "version" in data else {}


def record_all(occurrences, *, by):
    """Say many at once: one statement, ids in the order of the list."""
    if not occurrences:
        return []
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"occurrences": written(occurrences, inferred=inferred(by)), **actor(by)})
        ids = [event_id for (event_id,) in cursor.fetchall()]
    nudge.after_commit()
    return ids


def inferred(by):
    """What an import concluded from what came before and after, because the log it reads leaves it out."""
    return {"inferred": True} if getattr(by, "inferred", False) else {}


def written(occurrences, *, inferred):
    rows = [
        {
            "kind": one.kind,
            "subject": one.subject,
            "subject_id": one.subject_id,
            "organisation_id": one.organisation_id,
            "at": one.at.isoformat(),
            "data": one.data | inferred,
            "words": one.text,
        }
        for one in occurrences
    ]
    return json.dumps(rows, default=str, allow_nan=False)


def actor(by):
    """Who, and through which door. What the actor does not say (team, tier, operation) stays empty."""
    return {
        "actor_id": by.person.pk,
        "actor_name": by.person.name,
        "actor_kind": by.kind,
        "via": by.via,
        "team_id": getattr(by, "team_id", None),
        "tier": getattr(by, "tier", None),
        "operation": getattr(by, "operation", None),
    }


def subject_of(thing):
    return getattr(thing, "subject", None) or thing._meta.model_name


def organisation_of(thing):
    return getattr(thing, "organisation_id", None)
