"""The clock's entry point: no arguments, one action, safe to repeat."""

from time import monotonic

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.run_rules import run_next

TURN = 5  # seconds; the next sweep goes on


@shared_task
def run():
    """Look at tickets until nothing is due."""
    until = monotonic() + TURN
    while monotonic() < until and run_next(by=system("rule")):
        pass
