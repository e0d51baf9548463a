"""The relay in real Celery workers, which are killed in the middle of their work."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from supportdesk.celery import app
from supportdesk.events import nudge, seal
from supportdesk.events.models import Event, Seal
from supportdesk.events.outbox import Outbox

ROOT = Path(__file__).parents[3]
EVENTS = 2000


@pytest.fixture
def worker(valkey, heard, tmp_path):
    """`worker()` starts one on the test database and our own broker; the last is stopped at the end."""
    started = []

    def start():
        database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        environment = os.environ | {
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": valkey.url,
            "DJANGO_SETTINGS_MODULE": "tests.supportdesk.events.relaying_settings",
            "PYTHONPATH": str(ROOT),
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "celery", "-A", "supportdesk.worker", "worker", "-c", "2", "-l", "ERROR"]
        log = (tmp_path / "worker.log").open("a")
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
        started.append(process)
        return process

    yield start
    for process in started:
        kill(process)


def kill(process):
    """The worker and its children, at once and without a word."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wake(valkey):
    """As the beat does: a word in the queue that waits for a worker however long that takes to start."""
    with app.connection_for_write(valkey.url) as broker:
        for task in nudge.TASKS:
            app.send_task(task, connection=broker)


@pytest.mark.services
@pytest.mark.parametrize("kills", [1, pytest.param(5, marks=pytest.mark.prove)])
def test_workers_killed_in_the_middle_tell_every_event_once_and_in_order(kills, valkey, worker, heard, tell, until):
    ids = tell(*range(EVENTS))
    for kill_number in range(1, kills + 1):
        process = worker()
        wake(valkey)
        enough = kill_number * EVENTS // (kills + 2)
        until(lambda enough=enough: len(heard()) >= enough, seconds=30)
        kill(process)
    assert len(heard()) < EVENTS, "the workers were killed too late to prove anything"

    worker()
    wake(valkey)
    until(lambda: not Outbox.objects.exists(), seconds=30)

    assert [event_id for event_id, _ in heard()] == ids
    assert Seal.objects.count() == Event.objects.count() == EVENTS
    assert seal.verify(3) is None
