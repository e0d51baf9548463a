"""The clock's entry point."""

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.expire import expire


@shared_task
def sweep():
    """End what nobody answered or used in time."""
    while expire(by=system("clock")):
        pass
