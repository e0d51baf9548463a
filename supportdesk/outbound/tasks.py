"""The clock's entry point: no arguments, safe to repeat."""

from celery import shared_task

from supportdesk.accounts.actor import system
from supportdesk.outbound.actions.release_held import release_held
from supportdesk.outbound.actions.send import send_next

MOST = 500  # in one go; the rest in the next, so that a long queue of mails does not keep a worker for itself


@shared_task
def send_mails():
    by = system("clock")
    for _ in range(MOST):
        if not send_next(by=by):
            return


@shared_task
def release_notices():
    """Give what was held to those whose hours have begun."""
    while release_held(by=system("clock")):
        pass
