import uuid
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from supportdesk import clock
from supportdesk.events.models import Event, Payload
from supportdesk.events.outbox import Outbox
from supportdesk.events.record import Occurrence, record, record_all

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_an_event_says_who_did_what_to_which_thing_when_and_through_which_door(ann, ticket):
    event = Event.objects.get(pk=record("ticket.noted", ticket, by=ann, at=NOON, note=5))

    assert (event.kind, event.name, event.organisation_id) == ("ticket.noted", "ticket-1042", 3)
    assert (event.actor_id, event.actor_name, event.actor_kind, event.via) == (7, "Ann", "person", "browser")
    assert (event.at, event.data) == (NOON, {"note": 5})


def test_the_instant_of_recording_is_the_databases_own(ann, ticket):
    before = clock.now()
    event = Event.objects.get(pk=record("ticket.noted", ticket, by=ann, at=NOON))
    assert before < event.recorded_at < clock.now()


def test_a_thing_without_a_name_of_its_own_goes_by_its_models(ann):
    queue = SimpleNamespace(pk=4, _meta=SimpleNamespace(model_name="queue"))
    event = Event.objects.get(pk=record("queue.added", queue, by=ann, at=NOON))
    assert (event.name, event.organisation_id) == ("queue-4", None)


def test_an_actor_who_says_team_tier_and_operation_is_recorded_with_them(ann, ticket):
    operation = uuid.uuid4()
    ann.team_id, ann.tier, ann.operation = 2, 1, operation
    event = Event.objects.get(pk=record("ticket.noted", ticket, by=ann, at=NOON))
    assert (event.team_id, event.tier, event.operation) == (2, 1, operation)


def test_data_may_have_a_kind_of_its_own(ann, ticket):
    record("ticket.identified", ticket, by=ann, at=NOON, kind="trace_id", thing=5)
    assert Event.objects.get().data == {"kind": "trace_id", "thing": 5}


def test_words_go_to_the_payload_and_not_to_the_event(ann, ticket):
    words = {"was": "Grüße, 'quoted' \\ and 😀", "now": ["a", None]}
    event_id = record("ticket.retitled", ticket, by=ann, at=NOON, text=words)
    event = Event.objects.with_words().get(pk=event_id)

    assert (event.data, event.words) == ({}, words)
    assert len(event.payload.sha256) == 32


def test_an_event_without_words_has_no_payload(ann, ticket):
    record("ticket.noted", ticket, by=ann, at=NOON)
    assert not Payload.objects.exists()
    assert Event.objects.with_words().get().words == {}


def test_each_event_is_owed_to_both_lanes(ann, ticket):
    event_id = record("ticket.noted", ticket, by=ann, at=NOON)
    assert set(Outbox.objects.values_list("event_id", "lane")) == {(event_id, "people"), (event_id, "figures")}


def test_many_are_recorded_by_one_statement_with_ids_in_the_order_of_the_list(ann, django_assert_num_queries):
    tickets = [9, 3, 7, 3, 1]
    occurrences = [Occurrence("sla.breached", "ticket", pk, 3, NOON, {}, {"reason": str(pk)}) for pk in tickets]
    with django_assert_num_queries(1):
        ids = record_all(occurrences, by=ann)

    assert ids == sorted(ids)
    assert list(Event.objects.order_by("pk").values_list("pk", "subject_id")) == list(zip(ids, tickets, strict=True))
    assert [Payload.objects.get(pk=pk).body["reason"] for pk in ids] == ["9", "3", "7", "3", "1"]


def test_nothing_happened_is_recorded_as_nothing(ann, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert record_all([], by=ann) == []


def test_what_is_rolled_back_never_happened(ann, ticket):
    with transaction.atomic():
        record("ticket.noted", ticket, by=ann, at=NOON, text={"body": "no"})
        transaction.set_rollback(True)
    assert [model.objects.count() for model in (Event, Payload, Outbox)] == [0, 0, 0]


def test_a_number_that_is_none_is_refused_before_it_reaches_the_database(ann, ticket):
    with pytest.raises(ValueError, match="not JSON compliant"):
        record("ticket.noted", ticket, by=ann, at=NOON, rank=float("nan"))


def test_the_relays_question_is_answered_from_the_lanes_own_index(tell):
    tell(*range(500))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "waiting_people" in Outbox.objects.waiting("people")[:100].explain()
