"""The clock's entry points: no arguments, one action each, safe to repeat."""

from time import monotonic

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.carry import carry_next
from .actions.items import tell_overdue
from .actions.look import look_next
from .actions.push import push_next
from .actions.reviews import tell_unopened
from .actions.ring import ring_due

TURN = 2  # seconds; the next sweep goes on


@shared_task
def ring():
    """Updates that are due soon or late."""
    while ring_due(by=system("clock")):
        pass


@shared_task
def carry():
    """What flows down to tickets, one after the other, for as long as nobody else has to wait for it."""
    until = monotonic() + TURN
    while monotonic() < until and carry_next(by=system("clock")):
        pass


@shared_task
def watch():
    """Action items past their day, and reviews that nobody has opened."""
    while tell_overdue(by=system("clock")) or tell_unopened(by=system("clock")):
        pass


@shared_task
def look():
    """Whether too many tickets are about the same."""
    until = monotonic() + TURN
    while monotonic() < until and look_next(by=system("rule")):
        pass


@shared_task
def push():
    """Updates that were sent, one ticket after the other."""
    until = monotonic() + TURN
    while monotonic() < until and push_next(by=system("clock")):
        pass
