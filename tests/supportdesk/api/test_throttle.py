"""How often one token may ask, with Redis and without."""

import socket
import time

import pytest

from supportdesk import broker
from supportdesk.api import throttle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """Half a minute that nothing else in the test run counts in."""
    instant = 4_000_000_020 + 60 * throttle.local.window
    monkeypatch.setattr(throttle.time, "time", lambda: instant)
    throttle.local.counts.clear()
    broker.broker().ask(lambda client: client.flushdb())


@pytest.fixture
def served_by(settings):
    """`served_by(url)`: Redis is there, or is not."""

    def use(url):
        settings.REDIS_URL = url
        broker.broker_of.cache_clear()

    yield use
    broker.broker_of.cache_clear()


@pytest.fixture
def frozen(tmp_path):
    """A server that takes connections and never says a word."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "frozen"))
        server.listen(50)
        yield f"unix://{tmp_path}/frozen"


def test_the_headers_count_down(api, ann, settings):
    """SEC-20: rate limited, and said so."""
    settings.API_RATE = 3
    client = api(ann)
    first, second = client.get("/me"), client.get("/me")
    assert [answer["X-RateLimit-Remaining"] for answer in (first, second)] == ["2", "1"]
    assert first["X-RateLimit-Limit"] == "3"
    assert first["RateLimit-Policy"] == '"token";q=3;w=60'
    assert first["RateLimit"] == f'"token";r=2;t={first["X-RateLimit-Reset"]}'
    assert 0 < int(first["X-RateLimit-Reset"]) <= 60


def test_too_many_are_told_how_long_to_wait(api, ann, settings):
    settings.API_RATE = 2
    client = api(ann)
    answers = [client.get("/me") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json()["code"] == "throttled"
    assert answers[2]["Retry-After"] == answers[2]["X-RateLimit-Reset"]


def test_each_token_counts_for_itself(api, ann, sam, settings):
    settings.API_RATE = 1
    assert [api(person).get("/me").status_code for person in (ann, ann, sam)] == [200, 200, 200]


def test_a_refused_scope_counts_too(api, ann, settings):
    settings.API_RATE = 1
    client = api(ann, scopes=["catalogue:read"])
    assert [client.get("/tickets").status_code for _ in range(2)] == [403, 429]


def test_without_redis_each_process_counts(api, ann, settings, served_by, tmp_path):
    served_by(f"unix://{tmp_path}/nobody")
    settings.API_RATE = 2
    client = api(ann)
    assert [client.get("/me").status_code for _ in range(3)] == [200, 200, 429]


def test_a_frozen_redis_holds_nobody_up(api, ann, settings, served_by, frozen):
    """One question of 100 ms, then it is left alone; the count goes on in the process."""
    served_by(frozen)
    settings.API_RATE = 20
    client = api(ann)
    began = time.monotonic()
    answers = [client.get("/me").status_code for _ in range(21)]
    assert answers == [200] * 20 + [429]
    assert time.monotonic() - began < 2
