"""SEC-01: the log is append-only by trigger, for the owner of the tables too."""

import pytest
from django.db import ProgrammingError, connection, transaction

from supportdesk import clock
from supportdesk.events.models import Event, Payload
from supportdesk.events.record import record
from supportdesk.events.seal import chain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def something_happened(ann, ticket):
    record("ticket.replied", ticket, by=ann, at=clock.now(), text={"body": "my phone is 555 0100"})
    chain(list(Event.objects.all()))


def refused(statement):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        cursor.execute(statement)
    return "append-only" in str(refusal.value) or "only be blanked" in str(refusal.value)


@pytest.mark.parametrize("table", ["events_event", "events_seal", "events_payload"])
def test_no_row_of_the_log_can_be_deleted(table):
    """SEC-01: Given a deletion in the log, when it is tried, then the database refuses it."""
    assert refused(f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "events_event SET actor_name = 'Max'",
        "events_event SET at = at - interval '1 day'",
        "events_event SET data = '{}' WHERE false",
        "events_seal SET hash = ''",
        "events_payload SET body = '{}'",
        "events_payload SET body = NULL, sha256 = ''",
        "events_payload SET body = NULL, event_id = event_id + 1",
    ],
)
def test_no_row_of_the_log_can_be_changed(change):
    """SEC-01: Given a change in the log, when it is tried, then the database refuses it."""
    assert refused(f"UPDATE {change}")


@pytest.mark.parametrize("tables", ["events_event CASCADE", "events_seal", "events_payload"])
def test_the_log_cannot_be_emptied_at_once(tables):
    """The test database alone has this guard switched off, so that it can be flushed: here it is on again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("events_event", "events_seal", "events_payload"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER keep_all")
    assert refused(f"TRUNCATE {tables}")


def test_words_may_be_blanked_and_nothing_else_changes():
    """SEC-03: Given a redaction, when the words go, then their hash and the event stay."""
    before = bytes(Payload.objects.get().sha256)
    Payload.objects.update(body=None)
    payload = Payload.objects.get()
    assert (payload.body, bytes(payload.sha256)) == (None, before)
    assert Event.objects.count() == 1


def test_blanked_words_cannot_be_written_again():
    Payload.objects.update(body=None)
    assert refused("""UPDATE events_payload SET body = '{"body": "never said"}'""")
