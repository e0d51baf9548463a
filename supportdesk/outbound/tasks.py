"""The clock's entry point: no arguments, safe to repeat."""

from celery import shared_task

from supportdesk import outside
from supportdesk.accounts.actor import system
from supportdesk.outbound.actions.deliver import forget
from supportdesk.outbound.actions.release_held import release_held
from supportdesk.outbound.actions.send import send_next
from supportdesk.outbound.actions.send_digest import send_digest
from supportdesk.outbound.delivering import deliver_next
from supportdesk.outbound.models import Delivery, Digest

TURNS = 20  # of webhooks, in one go
MOST = 500  # in one go; the rest in the next, so that a long queue of mails does not keep a worker for itself


@shared_task
@outside.speaks
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


@shared_task
def send_digests():
    """A mail a day to those who chose one."""
    while send_digest(Digest.objects, by=system("clock")):
        pass


@shared_task
@outside.speaks
def deliver_webhooks():
    by = system("clock")
    for _ in range(TURNS):
        if not deliver_next(by=by):
            return


@shared_task
def forget_deliveries():
    while forget(Delivery.objects, by=system("clock")):
        pass
