"""The worker's and the beat's entry point: `celery -A supportdesk.worker worker`."""

from supportdesk import boot  # isort: skip

from supportdesk.celery import app

__all__ = ["app", "boot"]
