"""The worker's and the beat's entry point: `celery -A supportdesk.worker worker`."""

from supportdesk import boot  # isort: skip

import gc
import signal

from celery import signals
from django.urls import get_resolver

from supportdesk.celery import app
from supportdesk.process import die_with_parent

__all__ = ["app", "boot"]


@signals.worker_init.connect
def load_once(**_):
    """Whatever a task may come to is loaded before the pool is forked and never collected, so that its memory stays
    shared. Addresses lead to everything."""
    get_resolver().check()
    gc.freeze()


@signals.worker_process_init.connect
def leave_no_orphans(**_):
    """A worker that is killed takes its pool along; else two pools would take tasks after the restart."""
    die_with_parent(signal.SIGKILL)
