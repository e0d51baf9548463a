"""Redis as a courtesy: gone or frozen, nobody waits for it."""

import socket
import time

import pytest
from django.conf import settings

from supportdesk import broker


@pytest.fixture
def frozen(tmp_path):
    """A server that takes connections and never says a word."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "frozen"))
        server.listen(50)
        yield f"unix://{tmp_path}/frozen"


def took(client):
    began = time.monotonic()
    assert client.ask(lambda redis: redis.ping()) is None
    return time.monotonic() - began


def test_a_counter_counts_and_is_forgotten_in_time(tmp_path):
    name = f"test-{tmp_path}"
    assert [broker.increment(name, seconds=30) for _ in range(3)] == [1, 2, 3]
    assert 0 < broker.broker().client.ttl(broker.key(name)) <= 30


def test_a_word_reaches_whoever_listens():
    listener = broker.broker().client.pubsub()
    listener.subscribe(broker.key("test-words"))
    listener.get_message(timeout=1)
    assert broker.publish("test-words", "hello")
    heard = listener.get_message(timeout=1)
    listener.close()
    assert heard["data"] == b"hello"


def test_a_frozen_broker_costs_a_tenth_of_a_second_once(frozen):
    client = broker.Broker(frozen)
    assert broker.LIMIT <= took(client) < 3 * broker.LIMIT
    assert sum(took(client) for _ in range(100)) < broker.LIMIT


def test_a_missing_broker_costs_nothing_worth_telling(tmp_path):
    client = broker.Broker(f"unix://{tmp_path}/nothing")
    assert sum(took(client) for _ in range(100)) < broker.LIMIT


def test_after_its_rest_it_is_asked_again(frozen, monkeypatch):
    client = broker.Broker(frozen)
    took(client)
    client.client = broker.Broker(settings.REDIS_URL).client
    assert client.ask(lambda redis: redis.ping()) is None
    client.closed_until = 0
    assert client.ask(lambda redis: redis.ping())
    assert client.failures == 0


def test_it_rests_longer_with_each_failure_in_a_row(frozen):
    client = broker.Broker(frozen)
    assert [client.rest() for _ in range(6)] == [1, 2, 5, 10, 10, 10]


def test_while_one_finds_out_the_others_go_on_resting(frozen):
    client = broker.Broker(frozen)
    client.rest()
    client.closed_until = 0
    assert [client.may_try() for _ in range(3)] == [True, False, False]
