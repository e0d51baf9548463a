"""What stands around a composer, for whoever writes: their draft, what they have in its hold, who follows, what was
asked. One statement, since every page of a ticket pays for it."""

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection
from django.utils import timezone

from .. import drafting

AROUND = """
SELECT json_build_object(
    'draft', (SELECT to_json(draft) FROM desk_draft draft
              WHERE draft.ticket_id = %(ticket)s AND draft.author_id = %(person)s),
    'outgoing', (SELECT json_agg(out ORDER BY out.id) FROM desk_outgoing out
                 WHERE out.ticket_id = %(ticket)s AND out.author_id = %(person)s AND out.decided_at IS NULL),
    'returned', (SELECT to_json(out) FROM desk_outgoing out
                 WHERE out.ticket_id = %(ticket)s AND out.author_id = %(person)s AND out.state = 'returned'
                   AND out.decided_at > now() - interval '1 day' ORDER BY out.id DESC LIMIT 1),
    'ask', (SELECT json_build_object('id', ask.id, 'asked_at', ask.asked_at, 'chases', ask.chases,
                                     'chase_at', ask.chase_at, 'plan', ask.plan, 'asked_by', who.name,
                                     'parts', (SELECT json_agg(part ORDER BY part.position) FROM desk_askpart part
                                               WHERE part.ask_id = ask.id))
            FROM desk_ask ask JOIN accounts_person who ON who.id = ask.asked_by_id
            WHERE ask.ticket_id = %(ticket)s AND ask.state = 'open'),
    'watchers', CASE WHEN %(serves)s THEN (
        SELECT json_agg(json_build_object('person', who.id, 'name', who.name, 'level', watch.level) ORDER BY who.name)
        FROM desk_watch watch JOIN accounts_person who ON who.id = watch.person_id
        WHERE watch.ticket_id = %(ticket)s) END,
    'inquiries', CASE WHEN %(serves)s THEN (
        SELECT json_agg(json_build_object('id', one.id, 'asker', asker.name, 'asked', asked.name,
                                          'asked_id', one.asked_id, 'needed_by', one.needed_by,
                                          'overdue', one.needed_by <= now()) ORDER BY one.needed_by)
        FROM desk_inquiry one JOIN accounts_person asker ON asker.id = one.asker_id
        JOIN accounts_person asked ON asked.id = one.asked_id
        WHERE one.ticket_id = %(ticket)s AND one.answered_at IS NULL) END)
"""
INSTANTS = {"promise", "saved_at", "send_at", "asked_at", "chase_at", "needed_by", "created_at", "decided_at"}


@dataclass
class Around:
    """`others` are texts of the same draft from other pages that are worth showing."""

    draft: dict | None = None
    outgoing: list = field(default_factory=list)
    returned: dict | None = None
    ask: dict | None = None
    watchers: list = field(default_factory=list)
    inquiries: list = field(default_factory=list)
    others: list = field(default_factory=list)

    def asked_of(self, person):
        """The oldest thing this person was asked here and has not answered."""
        return next((one for one in self.inquiries if one["asked_id"] == person.pk), None)


def around(ticket, person) -> Around:
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"ticket": ticket.pk, "person": person.pk, "serves": person.serves})
        (found,) = cursor.fetchone()
    known = json.loads(found, object_hook=timed) if isinstance(found, str) else timed(found)
    read = Around(**{name: value for name, value in known.items() if value is not None})
    if read.draft:
        left = drafting.pruned(read.draft["others"], read.draft["body"])
        read.draft["promise"] = local(read.draft["promise"])
        read.others = [{"tab": tab, "text": text} for tab, (_, text) in left.items()]
    if read.returned and not (read.draft and drafting.inside(read.returned["body"], read.draft["body"])):
        read.returned = None
    return read


def local(instant):
    """An instant as a field of a form shows it, in the reader's zone."""
    return instant and timezone.localtime(instant).strftime("%Y-%m-%dT%H:%M")


def timed(value):
    """Instants as instants, at any depth."""
    if isinstance(value, list):
        return [timed(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: datetime.fromisoformat(one) if name in INSTANTS and isinstance(one, str) else timed(one)
        for name, one in value.items()
    }
