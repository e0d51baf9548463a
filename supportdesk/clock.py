"""The one clock: the database's. A worker whose own clock is wrong changes nothing."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def now():
    """The instant by the database, one statement. An action asks once and passes the answer on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (instant,) = cursor.fetchone()
    return instant + offset()


def asked(person):
    """The instant at which this person's request began, as the look at the person brought it along; else now."""
    asked_at = getattr(person, "asked_at", None)
    return asked_at + offset() if asked_at else now()


def offset():
    """Nothing, unless a test clock is allowed: then the seconds in the file `clock` of the run directory."""
    if not settings.TEST_CLOCK or not LOOPBACK.issuperset(settings.ALLOWED_HOSTS):
        return timedelta(0)
    try:
        return timedelta(seconds=float((settings.RUN_DIR / "clock").read_text()))
    except FileNotFoundError:
        return timedelta(0)
