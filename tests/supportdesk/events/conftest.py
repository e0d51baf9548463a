"""The log knows no person and no ticket, only what looks like one; so do its tests."""

import signal
import subprocess
import time
from types import SimpleNamespace

import pytest
import redis
from django.db import connection

from supportdesk import clock, embedded
from supportdesk.celery import app
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


@pytest.fixture
def until():
    """Wait for something that another process or thread does."""

    def wait(ready, seconds=10):
        end = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < end, "it never came"
            time.sleep(0.01)

    return wait


@pytest.fixture
def valkey(tmp_path, monkeypatch, until):
    """A broker of our own, to be frozen and killed at will; `queued` counts what lies in its queue."""
    socket = tmp_path / "v.sock"
    command = [embedded.valkey(), "--port", "0", "--unixsocket", socket, "--save", "", "--dir", tmp_path]
    server = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    client = redis.Redis(unix_socket_path=str(socket))
    until(lambda: socket.exists() and client.ping())
    server.url = f"redis+socket://{socket}"
    server.queued = lambda: client.llen(app.conf.task_default_queue)
    server.cut = lambda: client.client_kill_filter(_type="normal", skipme=True)
    monkeypatch.setattr(app.conf, "broker_write_url", server.url)
    yield server
    server.send_signal(signal.SIGCONT)
    server.kill()
    server.wait()
