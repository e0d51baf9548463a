"""The log knows no person and no ticket, only what looks like one; so do its tests."""

from types import SimpleNamespace

import pytest
from django.db import connection

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all


@pytest.fixture
def ann():
    return SimpleNamespace(person=SimpleNamespace(pk=7, name="Ann"), kind="person", via="browser")


@pytest.fixture
def ticket():
    return SimpleNamespace(pk=1042, subject="ticket", organisation_id=3)


@pytest.fixture
def tell(ann):
    """Many things happen: one event for each number given, on the ticket of that number."""

    def happened(*tickets, organisation=3, kind="ticket.noted"):
        at = clock.now()
        return record_all([Occurrence(kind, "ticket", pk, organisation, at, {}) for pk in tickets], by=ann)

    return happened


@pytest.fixture
def heard(transactional_db):
    """What a listener wrote down, in the order in which it was told; kept only where the relay committed."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE heard (position serial, event_id bigint, subject_id bigint)")

    def rows():
        with connection.cursor() as cursor:
            cursor.execute("SELECT event_id, subject_id FROM heard ORDER BY position")
            return cursor.fetchall()

    yield rows
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE heard")
