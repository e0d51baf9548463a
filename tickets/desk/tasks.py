"""The clock's entry points: no arguments, one action each, safe to repeat."""

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.close import close_silent
from .actions.ring_due import ring_due


@shared_task
def ring():
    """Warn and breach until nothing is due."""
    while ring_due(by=system("clock")):
        pass


@shared_task
def close_after_silence():
    """Close what was resolved and met with silence long enough."""
    while close_silent(by=system("clock")):
        pass
