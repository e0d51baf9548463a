from django.db import connection, transaction

from supportdesk import clock
from supportdesk.privacy.mask import masked

LONGEST = 100
COUNT = """
INSERT INTO articles_miss (term, day, outside, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (term, day, outside) DO UPDATE SET count = articles_miss.count + 1
"""


@transaction.atomic
def note_miss(text, *, by, outside):
    """Count what was searched for in vain: the words of that day, and nobody's name (KB-19)."""
    term = " ".join(masked(text).lower().split())[:LONGEST]
    if term and by.via != "ai":
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [term, clock.now().date(), outside])
