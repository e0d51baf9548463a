"""The one clock: the database's. A worker whose own clock is wrong changes nothing."""

from datetime import timedelta

from django.conf import settings
from django.db import connection


def now():
    """The instant by the database, one statement. An action asks once and passes the answer on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (instant,) = cursor.fetchone()
    return instant + offset()


def offset():
    """Nothing, except where the settings name a test clock: a file that holds seconds to add."""
    if settings.TEST_CLOCK_FILE is None:
        return timedelta(0)
    try:
        return timedelta(seconds=float(settings.TEST_CLOCK_FILE.read_text()))
    except FileNotFoundError:
        return timedelta(0)
