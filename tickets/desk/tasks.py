"""The clock's entry points: no arguments, one action each, safe to repeat."""

from time import monotonic

from celery import shared_task

from supportdesk import live
from supportdesk.accounts.actor import system

from .actions.chase import chase_next
from .actions.close import close_silent
from .actions.draft import forget_empty_drafts
from .actions.operate import carry_out as carry_out_some
from .actions.remind import remind_due
from .actions.ring_due import ring_due
from .actions.ring_plans import end_time_boxes, ring_plans
from .actions.say import say_next
from .models import Operation

TURN = 2  # seconds


@shared_task
def ring():
    """Warn and breach until nothing is due."""
    while ring_due(by=system("clock")):
        pass


@shared_task
def carry_out():
    """Go on with operations, for as long as nobody else has to wait for it; the rest has another turn."""
    until = monotonic() + TURN
    while monotonic() < until:
        operation = Operation.objects.under_way().first()
        if operation is None or not carry_out_some(operation, by=system("clock")):
            return
        live.say({f"{operation.subject}-{operation.pk}"})
    carry_out.delay()


@shared_task
def remind_of_plans():
    """Say that plans and time-boxes have come to their hour."""
    while ring_plans(by=system("clock")) or end_time_boxes(by=system("clock")):
        pass


@shared_task
def close_after_silence():
    """Close what was resolved and met with silence long enough."""
    while close_silent(by=system("clock")):
        pass


@shared_task
def say():
    """Say what has been held long enough."""
    while say_next(by=system("clock")):
        pass


@shared_task
def chase():
    """Chase unanswered asks, and close after the last silence."""
    while chase_next(by=system("clock")):
        pass


@shared_task
def remind():
    """Remind of what colleagues were asked and have not answered in time."""
    while remind_due(by=system("clock")):
        pass


@shared_task
def forget_drafts():
    """Forget drafts that have been empty for long."""
    while forget_empty_drafts(by=system("clock")):
        pass
