"""The worker's and the beat's entry point: `celery -A supportdesk.worker worker`."""

from supportdesk import boot  # isort: skip

import signal

from celery import signals

from supportdesk.celery import app
from supportdesk.process import die_with_parent

__all__ = ["app", "boot"]


@signals.worker_process_init.connect
def leave_no_orphans(**_):
    """A worker that is killed takes its pool along; else two pools would take tasks after the restart."""
    die_with_parent(signal.SIGKILL)
