"""Idempotency-Key: sent again it is answered again, and done once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, connections

from supportdesk.api import idempotency
from supportdesk.api.models import IdempotencyRecord
from supportdesk.api.tasks import purge
from supportdesk.events.models import Event
from tests.supportdesk.api.clients import Api
from tickets.desk.models import Message, Ticket

KEYS, EACH = 10, 20


@pytest.mark.django_db
def test_the_same_key_gets_the_same_ticket(api, ann, letter):
    """T-01: when the same key is sent again, the same ticket is returned."""
    client = api(ann)
    first = client.post("/tickets", letter, Idempotency_Key="order-1")
    again = client.post("/tickets", letter, Idempotency_Key="order-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert [again[name] for name in ("Location", "ETag", "Content-Type")] == [
        first[name] for name in ("Location", "ETag", "Content-Type")
    ]
    assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
    assert Ticket.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_for_something_else_is_refused(api, ann, letter):
    client = api(ann)
    client.post("/tickets", letter, Idempotency_Key="order-1")
    ticket = Ticket.objects.get()
    for path, body in (("/tickets", letter | {"title": "Another"}), (f"/tickets/{ticket.pk}/messages", letter)):
        answer = client.post(path, body, Idempotency_Key="order-1")
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_mismatch")
        assert answer.json()["errors"][0]["header"] == "Idempotency-Key"
    assert Ticket.objects.count() == 1


@pytest.mark.django_db
def test_another_persons_same_key_is_another_key(api, ann, sam, letter):
    """R-06: no answer crosses from one principal to another."""
    one = api(ann).post("/tickets", letter, Idempotency_Key="order-1").json()
    other = api(sam).post("/tickets", letter, Idempotency_Key="order-1").json()
    assert one["id"] != other["id"]


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 256, "two words", "caf\u00e9", "a\tb"])
def test_a_key_is_printable_and_short(api, ann, letter, key):
    answer = api(ann).post("/tickets", letter, Idempotency_Key=key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key")
    assert not Ticket.objects.exists()


@pytest.mark.django_db
def test_a_refusal_keeps_nothing_and_may_be_mended_under_the_same_key(api, ann, letter):
    client = api(ann)
    assert client.post("/tickets", letter | {"title": ""}, Idempotency_Key="order-1").status_code == 400
    assert not IdempotencyRecord.objects.exists()
    assert client.post("/tickets", letter, Idempotency_Key="order-1").status_code == 201


@pytest.mark.django_db
def test_a_fault_in_the_middle_leaves_neither_ticket_nor_key(api, ann, letter, monkeypatch):
    """R-06: a key after a 500 is as good as new."""
    client = api(ann)
    with monkeypatch.context() as broken:
        broken.setattr(idempotency, "KEEP", "SELECT 1/0, %s, %s, %s, %s, %s")
        assert client.post("/tickets", letter, Idempotency_Key="order-1").status_code in (400, 500)
    assert not IdempotencyRecord.objects.exists()
    assert not Ticket.objects.exists()
    assert not Event.objects.filter(kind="ticket.opened").exists()
    assert client.post("/tickets", letter, Idempotency_Key="order-1").status_code == 201


@pytest.mark.django_db
def test_a_key_costs_two_statements_and_a_savepoint(api, ann, letter, django_assert_num_queries):
    client = api(ann)
    client.post("/tickets", letter)
    with connection.execute_wrapper(counting := Counting()):
        client.post("/tickets", letter)
    with connection.execute_wrapper(keyed := Counting()):
        client.post("/tickets", letter, Idempotency_Key="order-1")
    assert keyed.statements - counting.statements == 2


class Counting:
    """Statements without those that only mark a transaction."""

    def __init__(self):
        self.statements = 0

    def __call__(self, execute, sql, *rest):
        self.statements += not sql.startswith(("SAVEPOINT", "RELEASE"))
        return execute(sql, *rest)


@pytest.mark.django_db
def test_a_key_is_forgotten_after_a_day(api, ann, letter):
    client = api(ann)
    client.post("/tickets", letter, Idempotency_Key="order-1")
    age("25 hours")
    assert client.post("/tickets", letter | {"title": "Tomorrow"}, Idempotency_Key="order-1").status_code == 201
    client.post("/tickets", letter, Idempotency_Key="order-2")
    age("23 hours", key="order-1")
    age("25 hours", key="order-2")
    purge()
    assert [record.key for record in IdempotencyRecord.objects.all()] == ["order-1"]


def age(span, key="order-1"):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE api_idempotencyrecord SET created_at = clock_timestamp() - %s::interval WHERE key = %s", [span, key]
        )


@pytest.mark.django_db
def test_a_secret_is_kept_under_no_key(api, olga):
    answer = api(olga).post("/tokens", {"name": "CI", "scopes": ["tickets:read"]}, Idempotency_Key="order-1")
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key")


def sent_at_once(requests):
    """What was answered when all of these were sent together, each from a connection of its own."""
    gate = Barrier(min(len(requests), EACH))

    def send(request):
        gate.wait()
        try:
            return request()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(EACH) as pool:
        return list(pool.map(send, requests))


@pytest.mark.django_db(transaction=True)
def test_equal_requests_at_once_make_one_ticket_each_key(ann, letter, served_quickly):
    """R-06: ten keys, twenty equal requests each, all at once."""
    many_keys(ann, letter, KEYS)


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_two_hundred_keys_make_two_hundred_tickets(ann, letter, served_quickly):
    """R-06: two hundred keys, twenty equal requests each, all at once."""
    many_keys(ann, letter, 200)


@pytest.fixture
def served_quickly(settings, monkeypatch):
    """As many as one likes, and on a busy machine as long as it takes."""
    settings.API_RATE = 1_000_000
    monkeypatch.setattr(idempotency, "PATIENCE", 60)


def many_keys(ann, letter, keys):
    client = Api(ann)
    bodies = {}
    for number in range(keys):
        send = partial(client.post, "/tickets", letter, Idempotency_Key=f"order-{number}")
        answers = sent_at_once([send] * EACH)
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert sum("Idempotent-Replayed" not in answer for answer in answers) == 1
        bodies[number] = answers[0].json()["id"]
    assert Ticket.objects.count() == len(set(bodies.values())) == keys
    assert Message.objects.count() == keys
    assert Event.objects.filter(kind="ticket.opened").count() == keys


@pytest.mark.django_db(transaction=True)
def test_whoever_waits_too_long_is_told_that_it_is_running(ann, letter, monkeypatch):
    """The key is being worked on by a process that has stopped: 409, and nothing hangs."""
    monkeypatch.setattr(idempotency, "PATIENCE", 0.05)
    client = Api(ann)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"idempotency:{ann.pk}:order-1"])
        [answer] = sent_at_once([lambda: client.post("/tickets", letter, Idempotency_Key="order-1")])
        cursor.execute("SELECT pg_advisory_unlock_all()")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_running")
    assert answer["Retry-After"] == "1"
    assert not Ticket.objects.exists()
