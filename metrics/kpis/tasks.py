"""The clock's entry point."""

from celery import shared_task

from supportdesk import clock

from .rolling import roll


@shared_task(ignore_result=True)
def roll_up():
    """Whatever was touched since the last time; one that is late has more to do, nothing is lost."""
    roll(clock.now())
