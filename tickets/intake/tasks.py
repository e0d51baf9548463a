"""The clock's entry points: no arguments, one action each, safe to repeat."""

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.forget_answers import forget_answers


@shared_task
def forget():
    """Answers that were to be kept for a time only."""
    while forget_answers(by=system("clock")):
        pass
