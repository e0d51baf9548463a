"""The clock's entry point: no arguments, one action, safe to repeat."""

from time import monotonic

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.climb import climb_next

TURN = 5  # seconds; the next sweep goes on


@shared_task
def climb():
    """Do what the ladders call for until nothing is due."""
    until = monotonic() + TURN
    while monotonic() < until and climb_next(by=system("clock")):
        pass
