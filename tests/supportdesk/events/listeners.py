"""A subscriber for tests that need another process or another thread: it writes down what it is told."""

import time

from django.db import connection

ASIDE = set()


def write_down(events):
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO heard (event_id, subject_id) VALUES (%s, %s)",
            [(event.pk, event.subject_id) for event in events],
        )


def choke(events):
    """Cannot stomach the events of some tickets."""
    for event in events:
        if event.subject_id in ASIDE:
            raise ValueError(f"ticket {event.subject_id} disagrees with me")


def dawdle(events):
    time.sleep(0.02)
