"""Waking the relay sooner. The outbox is the record: a lost nudge costs seconds, and the beat makes up for it.

No request ever waits for the broker: it sets a flag, and a thread of its own does the publishing.
"""

import os
import threading
import time
from contextlib import suppress

import structlog
from django.conf import settings
from django.db import transaction

from supportdesk.celery import app

TASKS = ("supportdesk.events.tasks.relay_people", "supportdesk.events.tasks.relay_figures")
LIMIT = 0.1  # seconds for any one exchange with the broker
TOGETHER = 0.25  # after a nudge, changes this close to each other share the next one
REST = 5  # seconds for which a broker that failed is left alone
STALE = 10  # seconds after which a nudge is worth nothing, since the beat has come by

log = structlog.get_logger(__name__)


def after_commit():
    """Wake the relay once the present transaction is committed."""
    if settings.EVENT_NUDGE:
        transaction.on_commit(nudger.wake, robust=True)


class Nudger:
    """One process's nudging: a flag anybody may set, and a thread, started at the first need, that looks at it."""

    def __init__(self):
        self.begin()

    def begin(self):
        self.pid = os.getpid()
        self.wanted = threading.Event()
        self.starting = threading.Lock()
        self.thread = None

    def wake(self):
        if self.pid != os.getpid():  # a fork takes no threads along
            self.begin()
        self.wanted.set()
        if self.thread is None and self.starting.acquire(blocking=False):
            self.thread = threading.Thread(target=self.work, name="nudge", daemon=True)
            self.thread.start()

    def work(self):
        while True:
            self.wanted.wait()
            self.wanted.clear()
            if publish():
                time.sleep(TOGETHER)
            else:
                self.wanted.set()
                time.sleep(REST)


class Line:
    """The connection to the broker, kept from one nudge to the next: to make one costs many times the message. One that
    was cut meanwhile is mended by the client itself; after a failure a new one is made."""

    def __init__(self):
        self.connection = None
        self.pid = None

    def send(self):
        if self.connection is None or self.pid != os.getpid():
            limits = {"socket_timeout": LIMIT, "socket_connect_timeout": LIMIT, "max_retries": 0}
            self.connection = app.connection_for_write(connect_timeout=LIMIT, transport_options=limits)
            self.pid = os.getpid()
        for task in TASKS:
            app.send_task(task, connection=self.connection, retry=False, expires=STALE)

    def drop(self):
        broken, self.connection = self.connection, None
        if broken is not None:
            with suppress(Exception):
                broken.release()


def publish():
    """Say whether the broker took it. Whatever is wrong with the broker is no reason to stop trying later."""
    try:
        line.send()
    except Exception as error:
        log.warning("relay_not_nudged", error=repr(error), rests=REST)
        line.drop()
        return False
    return True


line = Line()
nudger = Nudger()
