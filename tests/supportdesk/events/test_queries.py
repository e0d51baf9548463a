from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from supportdesk import clock
from supportdesk.events import queries, relay
from supportdesk.events.models import Payload
from supportdesk.events.outbox import Outbox
from supportdesk.events.record import record

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def sam():
    return SimpleNamespace(person=SimpleNamespace(pk=8, name="Sam"), kind="person", via="api")


def change(ticket, by, version, **fields):
    return record("ticket.classified", ticket, by=by, at=NOON, text={"changes": fields}, version=version)


def test_a_history_is_one_statement_oldest_first_with_its_words(ann, ticket, tell, django_assert_num_queries):
    late = record("ticket.noted", ticket, by=ann, at=NOON, text={"body": "second"})
    imported = record("ticket.noted", ticket, by=ann, at=NOON - timedelta(days=9), text={"body": "first"})
    tell(ticket.pk + 1)
    with django_assert_num_queries(1):
        history = [(event.pk, event.words["body"]) for event in queries.history("ticket", ticket.pk)]
    assert history == [(imported, "first"), (late, "second")]


def test_what_changed_since_a_version_names_field_values_person_and_instant(ann, sam, ticket):
    """T-59: Given two edits after the version somebody has open, when asked, then both stand with old and new value."""
    change(ticket, ann, 2, title=["Printer", "Printer on floor 3"])
    change(ticket, ann, 3, priority=[3, 2])
    change(ticket, sam, 4, owner=[None, "Ann"])
    assert queries.changes_since("ticket", ticket.pk, 2) == [
        {"field": "priority", "was": 3, "now": 2, "by": "Ann", "at": NOON},
        {"field": "owner", "was": None, "now": "Ann", "by": "Sam", "at": NOON},
    ]


def test_a_redacted_change_is_not_told(ann, ticket):
    change(ticket, ann, 2, title=["a phone number", "Printer"])
    Payload.objects.update(body=None)
    assert queries.changes_since("ticket", ticket.pk, 1) == []


def test_what_others_did_after_an_event_leaves_out_ones_own(ann, sam, ticket):
    seen = record("ticket.replied", ticket, by=ann, at=NOON)
    record("ticket.replied", ticket, by=ann, at=NOON)
    theirs = record("ticket.replied", ticket, by=sam, at=NOON)
    record("ticket.moved", ticket, by=sam, at=NOON)
    found = queries.happened_after("ticket", ticket.pk, seen, kinds=["ticket.replied"], but_not_by=ann.person.pk)
    assert found == [{"event": theirs, "kind": "ticket.replied", "by": "Sam", "at": NOON}]


def test_what_is_untold_is_counted_by_lane(settings, tell):
    settings.EVENT_SUBSCRIBERS = {"people": [], "figures": []}
    first, _ = tell(1, 2)
    relay.drain("people")
    Outbox.objects.filter(lane="figures", event_id=first).update(failed_at=clock.now(), error="why")
    figures, people = queries.untold()
    assert (figures.lane, figures.waiting, figures.set_aside) == ("figures", 1, 1)
    assert 0 < figures.oldest < 60
    assert people == ("people", 0, 0, 0)
