"""The seal: one hash chain per organisation over the log, so that a changed, added or missing row shows.

A link covers every column of the event and the hash of its words, not the words: they may be blanked, the chain holds.
Links are made in the order in which the relay tells events; a later commit with a lower id simply comes later.
"""

import hashlib
from typing import NamedTuple

from django.db import connection

from supportdesk.events.models import Seal

START = bytes(32)

# The database prints and hashes the row: independent of session time zone and of any driver's types.
DIGEST = """
sha256(convert_to(jsonb_build_array(
    event.id, event.kind, event.subject, event.subject_id, event.organisation_id, event.actor_id, event.actor_name,
    event.actor_kind, event.team_id, event.tier, event.via, event.operation, event.at AT TIME ZONE 'UTC',
    event.recorded_at AT TIME ZONE 'UTC', event.data, encode(payload.sha256, 'hex')
)::text, 'UTF8'))
"""
DIGESTS = """
SELECT event.id, coalesce(event.organisation_id, 0), :digest
FROM events_event event LEFT JOIN events_payload payload ON payload.event_id = event.id
WHERE event.id = ANY(%s) ORDER BY event.id
""".replace(":digest", DIGEST)
HEADS = """
SELECT organisation.id, (
    SELECT hash FROM events_seal WHERE organisation_id = organisation.id ORDER BY id DESC LIMIT 1
) FROM unnest(%s::bigint[]) AS organisation (id)
"""
SEAL = """
INSERT INTO events_seal (organisation_id, event_id, hash)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[])
"""
SEALED = """
SELECT seal.id, seal.event_id, seal.hash, CASE WHEN event.id IS NOT NULL THEN :digest END AS digest,
       payload.body IS NULL OR payload.sha256 = sha256(convert_to(payload.body::text, 'UTF8')) AS words_hold
FROM events_seal seal
LEFT JOIN events_event event ON event.id = seal.event_id
LEFT JOIN events_payload payload ON payload.event_id = seal.event_id
WHERE seal.organisation_id = %s AND seal.id > %s ORDER BY seal.id LIMIT 10000
""".replace(":digest", DIGEST)
UNSEALED = """
SELECT min(event.id) FROM events_event event
WHERE event.organisation_id IS NOT DISTINCT FROM nullif(%s, 0)
  AND NOT EXISTS (SELECT FROM events_seal seal WHERE seal.event_id = event.id)
  AND NOT EXISTS (SELECT FROM events_outbox owed WHERE owed.event_id = event.id AND owed.lane = 'figures')
"""


class Break(NamedTuple):
    """The first row at which the chain does not hold, and what is wrong with it."""

    event_id: int
    reason: str


def chain(events):
    """Subscriber: add a link for each event. The lane has one relay at a time, so a head is nobody else's."""
    rows = select(DIGESTS, [event.pk for event in events])
    heads = {organisation: bytes(head or START) for organisation, head in select(HEADS, list({row[1] for row in rows}))}
    seals = []
    for event_id, organisation, digest in rows:
        heads[organisation] = link(heads[organisation], digest)
        seals.append((organisation, event_id, heads[organisation]))
    with connection.cursor() as cursor:
        cursor.execute(SEAL, [list(column) for column in zip(*seals, strict=True)])


def verify(organisation_id):
    """Walk an organisation's chain; say where it first breaks, or nothing. The provider's own chain is 0."""
    head = START
    for event_id, sealed, digest, words_hold in sealed_rows(organisation_id):
        if digest is None:
            return Break(event_id, "the event is gone")
        head = link(head, digest)
        if head != bytes(sealed):
            return Break(event_id, "the event, its words or the chain before it were changed")
        if not words_hold:
            return Break(event_id, "the words were changed")
    ((unsealed,),) = select(UNSEALED, organisation_id)
    return unsealed and Break(unsealed, "this event is in no chain and is not waiting for its link")


def sealed_rows(organisation_id):
    last = 0
    while rows := select(SEALED, organisation_id, last):
        yield from (row for _, *row in rows)
        last = rows[-1][0]


def head(organisation_id):
    """The newest link, to be kept in a second place: it shows a chain that was cut at the end."""
    ((_, newest),) = select(HEADS, [organisation_id])
    return bytes(newest or START).hex()


def organisations():
    return list(Seal.objects.order_by("organisation_id").values_list("organisation_id", flat=True).distinct())


def link(previous, digest):
    return hashlib.sha256(previous + digest).digest()


def select(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
