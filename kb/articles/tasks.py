"""The clock's entry point: no arguments, one action, safe to repeat."""

from celery import shared_task

from supportdesk import clock
from supportdesk.accounts.actor import system

from .actions.mark import expire, fall_due, overlooked


@shared_task
def sweep():
    """Ask for a look at what stood its period or went out without one, and take down what has come to its end."""
    by, now = system("clock"), clock.now()
    while expire(by=by, now=now) or overlooked(by=by, now=now) or fall_due(by=by, now=now):
        pass
