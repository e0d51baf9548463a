"""No request waits for the broker: it may be gone or frozen, and the desk goes on."""

import os
import signal
import threading
import time

import pytest
from django.db import transaction

from supportdesk import clock
from supportdesk.celery import app
from supportdesk.events import nudge
from supportdesk.events.record import record

AT_ONCE = 0.5  # seconds: far more than the work takes, far less than any wait for a broker


@pytest.fixture
def nudger(settings, monkeypatch, until):
    """Nudging switched on, with a rest short enough to see its end. Afterwards its thread sleeps for good."""
    settings.EVENT_NUDGE = True
    monkeypatch.setattr(nudge, "REST", 0.3)
    monkeypatch.setattr(nudge, "nudger", nudge.Nudger())
    monkeypatch.setattr(nudge, "line", nudge.Line())
    yield nudge.nudger
    monkeypatch.setattr(nudge, "publish", lambda: True)
    if nudge.nudger.thread:
        nudge.nudger.wanted.set()
        until(lambda: not nudge.nudger.wanted.is_set())


def point_at(monkeypatch, url):
    monkeypatch.setattr(app.conf, "broker_write_url", url)


def changes(ann, ticket, count=20):
    """The seconds that so many changes take, each with its commit."""
    start = time.monotonic()
    for _ in range(count):
        with transaction.atomic():
            record("ticket.noted", ticket, by=ann, at=clock.now())
    return time.monotonic() - start


@pytest.mark.django_db(transaction=True)
def test_a_commit_wakes_both_lanes(nudger, valkey, ann, ticket, until):
    changes(ann, ticket, count=1)
    until(lambda: valkey.queued() == 2)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_wakes_nobody(nudger, ann, ticket):
    with transaction.atomic():
        record("ticket.noted", ticket, by=ann, at=clock.now())
        transaction.set_rollback(True)
    assert not nudger.wanted.is_set()
    assert nudger.thread is None


@pytest.mark.django_db(transaction=True)
def test_many_changes_share_a_nudge(nudger, valkey, ann, ticket, until):
    took = changes(ann, ticket, count=50)
    until(lambda: not nudger.wanted.is_set())
    time.sleep(nudge.TOGETHER)
    assert valkey.queued() <= 2 * (took / nudge.TOGETHER + 2) < 2 * 50


@pytest.mark.django_db(transaction=True)
def test_nothing_happens_where_nudging_is_switched_off(settings, nudger, ann, ticket):
    settings.EVENT_NUDGE = False
    changes(ann, ticket, count=1)
    assert nudger.thread is None


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_refuses_delays_nobody(nudger, monkeypatch, tmp_path, ann, ticket):
    point_at(monkeypatch, f"redis+socket://{tmp_path}/nobody.sock")
    assert changes(ann, ticket) < AT_ONCE
    assert nudger.thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_a_frozen_broker_delays_nobody_and_is_nudged_when_it_thaws(nudger, valkey, ann, ticket, until):
    valkey.send_signal(signal.SIGSTOP)
    assert changes(ann, ticket) < AT_ONCE
    time.sleep(nudge.REST)
    assert changes(ann, ticket) < AT_ONCE

    valkey.send_signal(signal.SIGCONT)
    until(lambda: valkey.queued() >= 2)


def test_a_frozen_broker_holds_up_even_the_nudger_for_a_moment_only(valkey):
    valkey.send_signal(signal.SIGSTOP)
    outcome = []
    nudging = threading.Thread(target=lambda: outcome.append(nudge.publish()), daemon=True)
    nudging.start()
    nudging.join(timeout=20 * nudge.LIMIT)
    assert outcome == [False]


def test_a_broker_that_failed_is_left_alone_for_a_while_and_then_asked_again(nudger, monkeypatch, until):
    tries = []
    monkeypatch.setattr(nudge, "publish", lambda: tries.append(time.monotonic()))
    nudger.wake()
    until(lambda: len(tries) == 2)
    assert tries[1] - tries[0] >= nudge.REST


def test_a_child_made_by_fork_nudges_on_its_own(nudger, valkey, until):
    nudger.wake()
    until(lambda: valkey.queued() == 2)
    child = os.fork()
    if child == 0:
        nudger.wake()
        time.sleep(2)
        os._exit(0)
    until(lambda: valkey.queued() == 4)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_nudge_that_nobody_takes_goes_stale(nudger, valkey):
    assert nudge.publish()
    with app.connection_for_read(app.conf.broker_write_url) as connection:
        message = connection.SimpleQueue(app.conf.task_default_queue).get(timeout=2)
    assert message.headers["task"] in nudge.TASKS
    assert message.headers["expires"] is not None


def test_the_line_is_kept_and_mended_when_it_was_cut(nudger, valkey):
    assert nudge.publish()
    first = nudge.line.connection
    assert nudge.publish()
    assert nudge.line.connection is first
    valkey.cut()
    assert nudge.publish()
    assert valkey.queued() == 6


def test_the_thread_does_not_keep_a_process_alive(nudger, monkeypatch):
    monkeypatch.setattr(nudge, "publish", lambda: True)
    nudger.wake()
    assert nudger.thread.daemon
    assert nudger.thread in threading.enumerate()
