"""The clock's entry points: no arguments, one action each, safe to repeat."""

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.remind import remind_next
from .actions.ring import ask_lanes, ring_due, ring_gaps


@shared_task
def ring():
    """Warn and breach, and name the gaps whose half hour is over."""
    while ring_due(by=system("clock")):
        pass
    while ring_gaps(by=system("clock")):
        pass


@shared_task
def ask():
    """Remind receivers of silence, and owners of entries that nobody has confirmed."""
    while remind_next(by=system("clock")):
        pass
    while ask_lanes(by=system("clock")):
        pass
