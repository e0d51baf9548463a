"""The clock's entry point: no arguments, safe to repeat."""

from celery import shared_task

from supportdesk import clock

from . import copies


@shared_task
def rewrite():
    """A new day begins on the page, and what ended long ago leaves it."""
    copies.rewrite(clock.now())
