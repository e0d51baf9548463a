"""The clock's entry points: no arguments, safe to repeat."""

from celery import shared_task

from supportdesk import outside
from supportdesk.accounts.actor import system

from .actions.forget_answers import forget_answers
from .actions.forget_mails import forget_mails
from .actions.request_form import forget_requests
from .mail.working import fetch_next, read_next

MOST = 500  # mails in one go; the next beat goes on


@shared_task
def forget():
    """Answers that were to be kept for a time only, what nobody confirmed, and mails as they came."""
    while forget_answers(by=system("clock")):
        pass
    while forget_requests(by=system("clock")):
        pass
    while forget_mails(by=system("clock")):
        pass


@shared_task
def take_up_mails():
    """Read what came in."""
    for _ in range(MOST):
        if not read_next():
            return


@shared_task
@outside.speaks
def fetch_mails():
    """Ask the mailboxes that are fetched from."""
    while fetch_next():
        pass
