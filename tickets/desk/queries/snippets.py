"""Where the words stand: for each found ticket the latest message or note that holds them, cut around the words."""

import re

from django.db import connection
from markupsafe import Markup, escape

from ..texts import CONFIGURATION

OPEN, SHUT = "\x02", "\x03"
EMPHASIS = re.compile(r"(\*{1,3}|`)(?=\S)(.+?)(?<=\S)\1")
# A message and its search text are written at one instant. Words beyond the first 5,000 characters are not shown.
SAID = """
SELECT DISTINCT ON (ticket_id) ticket_id, internal,
       ts_headline(%(configuration)s::regconfig, left(body, 5000), query, %(options)s)
FROM (
    SELECT text.ticket_id, text.internal, text.at, message.body, query
    FROM desk_text text JOIN desk_message message ON message.ticket_id = text.ticket_id AND message.at = text.at,
         (SELECT {query} AS query) AS asked
    WHERE NOT text.internal AND text.ticket_id = ANY(%(ids)s) AND text.document @@ query
    {notes}
) AS said ORDER BY ticket_id, at DESC
"""
NOTES = """
    UNION ALL
    SELECT text.ticket_id, text.internal, text.at, note.body, query
    FROM desk_text text JOIN desk_note note ON note.ticket_id = text.ticket_id AND note.at = text.at,
         (SELECT {query} AS query) AS asked
    WHERE text.internal AND text.ticket_id = ANY(%(ids)s) AND text.document @@ query
"""
OPTIONS = f"StartSel={OPEN}, StopSel={SHUT}, MaxWords=30, MinWords=12, MaxFragments=1"


def snippets(ids, words, person):
    """ticket -> (marked text, whether it stands in a note)."""
    if not ids or not words:
        return {}
    query = " || ".join(f"{asker(word)}(%(configuration)s::regconfig, %(word_{n})s)" for n, word in enumerate(words))
    statement = SAID.format(query=query, notes=NOTES.format(query=query) if person.serves else "")
    values = {"configuration": CONFIGURATION, "ids": ids, "options": OPTIONS}
    with connection.cursor() as cursor:
        cursor.execute(statement, values | {f"word_{number}": word for number, word in enumerate(words)})
        return {pk: (marked(text), internal) for pk, internal, text in cursor.fetchall()}


def asker(word):
    return "phraseto_tsquery" if " " in word else "plainto_tsquery"


def marked(text):
    """What people wrote is text, without its signs of emphasis; only our own marks become elements."""
    safe = str(escape(EMPHASIS.sub(r"\2", text))).replace(OPEN, "<mark>").replace(SHUT, "</mark>")
    return Markup(safe)  # noqa: S704 (escaped in the line above)
