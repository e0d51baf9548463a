"""The clock's entry point: no arguments, one action, safe to repeat."""

from celery import shared_task

from supportdesk.accounts.actor import system

from .actions.watch_volumes import watch_volumes


@shared_task
def watch():
    watch_volumes(by=system("clock"))
