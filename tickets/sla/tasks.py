from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from supportdesk import clock
from supportdesk.accounts.actor import system

from . import verify
from .actions.conclude import conclude
from .queries import last_verification

HOUR = 2  # of the desk's own day


@shared_task
def verify_sample():
    """Once a night: does a hundredth of all clocks say what its ledger says? A night that was missed is made up for."""
    now, last = clock.now(), last_verification()
    if last and last.at >= night(now):
        return
    looked = list(verify.walk(verify.sample(now)))
    found = [one for batch in looked for one in batch.found]
    conclude(by=system("clock"), checked=sum(batch.checked for batch in looked), found=found, hundredths=1)


def night(now):
    """When the latest night's look was due."""
    due = timezone.localtime(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return due if due <= now else due - timedelta(days=1)
