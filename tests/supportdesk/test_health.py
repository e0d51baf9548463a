"""Is it up, is it ready, how is it doing: answered at once, in whatever state the rest is."""

import threading
import time

import pytest
from django.conf import settings
from django.db import connection

from supportdesk import clock, health
from supportdesk.events.outbox import Outbox
from supportdesk.events.record import record


def test_healthz_asks_nobody(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db(transaction=True)
def test_readyz_names_each_thing_it_looked_at(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.json()
    assert {name for name, found in answer.json().items() if name != "status" and found["ok"]} == set(health.QUESTIONS)


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_people_can_still_work(client, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nothing"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["broker"] == {"ok": False}


@pytest.mark.django_db(transaction=True)
def test_a_missing_migration_is_named(client):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = '0000_gone' WHERE app = 'events' AND name LIKE '0001%%'")
    answer = client.get("/readyz")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET name = '0001_initial' WHERE name = '0000_gone'")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == {"ok": False, "missing": ["events.0001_initial"]}


@pytest.mark.django_db(transaction=True)
def test_what_waits_to_be_told_is_counted(client, ann, by, service_desk):
    record("queue.opened", service_desk, by=by(ann), at=clock.now())
    found = client.get("/readyz").json()["outbox"]
    assert found["waiting"] == 2
    assert found["ok"]
    assert found["oldest_seconds"] < health.LATE


def test_a_server_that_never_answers_costs_less_than_a_second_and_one_thread(client, db, monkeypatch):
    released = threading.Event()
    stuck = health.Question(lambda: {"ok": released.wait(30)})
    monkeypatch.setattr(health, "QUESTIONS", {"database": stuck})
    before = threading.active_count()
    for _ in range(3):
        began = time.monotonic()
        answer = client.get("/readyz")
        assert time.monotonic() - began < 1
        assert answer.status_code == 503
        assert answer.json()["database"] == {"ok": False, "error": "no answer"}
    assert threading.active_count() == before + 1
    released.set()
    stuck.thread.join()
    assert client.get("/readyz").status_code == 200


def test_an_error_is_named_but_not_told(client, db, monkeypatch):
    monkeypatch.setattr(health, "QUESTIONS", {"database": health.Question(lambda: 1 / 0)})
    assert client.get("/readyz").json()["database"] == {"ok": False, "error": "ZeroDivisionError"}


def test_figures_are_for_internal_addresses_only(client, db):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


def test_figures_open_to_the_token_from_anywhere(client, db, settings):
    settings.METRICS_TOKEN = "figures"
    asked = {"REMOTE_ADDR": "203.0.113.9"}
    assert client.get("/metrics", headers={"Authorization": "Bearer figures"}, **asked).status_code == 200
    assert client.get("/metrics", headers={"Authorization": "Bearer guess"}, **asked).status_code == 404


def test_figures_count_answers_by_view_and_what_is_untold_by_lane(client, ann, by, service_desk):
    record("queue.opened", service_desk, by=by(ann), at=clock.now())
    client.get("/healthz")
    text = client.get("/metrics").content.decode()
    assert 'supportdesk_request_seconds_count{method="GET",status="2xx",view="healthz"}' in text
    assert 'supportdesk_outbox_waiting{lane="people"} 1.0' in text
    assert Outbox.objects.count() == 2


def test_the_request_id_is_returned_and_a_strange_one_replaced(client):
    assert client.get("/healthz", headers={"X-Request-ID": "abc-1"})["X-Request-ID"] == "abc-1"
    made = client.get("/healthz", headers={"X-Request-ID": "a b\tc"})["X-Request-ID"]
    assert len(made) == 16


def test_every_answer_carries_a_strict_policy(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert settings.LIVE_URL in policy
