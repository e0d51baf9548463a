"""Search text of what was said: written once beside the ticket, never rewritten (stack: narrow table)."""

from django.db import connection

from supportdesk import byhand

CONFIGURATION = "english"
WRITE = """
INSERT INTO desk_text (ticket_id, internal, at, document)
VALUES (%s, %s, %s, setweight(to_tsvector(%s::regconfig, %s), 'A') || setweight(to_tsvector(%s::regconfig, %s), 'C'))
"""
OF_WORD = """, text AS (
INSERT INTO desk_text (ticket_id, internal, at, document) SELECT ticket_id, %s, at,
    setweight(to_tsvector(%s::regconfig, %s), 'A') || setweight(to_tsvector(%s::regconfig, %s), 'C') FROM made
)"""
LONGEST = 200_000


def one_line(text) -> str:
    """A title without line breaks: in a mail's subject a second line would be a header of its own."""
    return " ".join(text.split())


def say(word, *, title="", internal=False):
    """Write a message or note and make it findable, in one statement."""
    values = [internal, CONFIGURATION, title, CONFIGURATION, word.body[:LONGEST]]
    byhand.insert([word], also=OF_WORD, given=values)
    return word


def index(ticket, body, *, at, title="", internal=False) -> None:
    """Make `body` (and a title, which weighs more) findable. Text beyond 200,000 characters is
    kept in the message and left out of the index."""
    values = [ticket.pk, internal, at, CONFIGURATION, title, CONFIGURATION, body[:LONGEST]]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
