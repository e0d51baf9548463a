"""The clock's entry points: no arguments, safe to repeat."""

import structlog
from celery import shared_task
from django.conf import settings

from supportdesk import clock
from supportdesk.accounts.actor import system

from . import clam, store
from .actions.discard import discard_due
from .actions.scan import settle
from .models import StoredFile
from .strays import sweep_strays

log = structlog.get_logger(__name__)


@shared_task
def scan():
    """What the scanner has not seen yet. When it is down every file waits; one that it cannot judge waits alone."""
    if not settings.CLAMD_URL:
        return
    for file in StoredFile.objects.unseen():
        try:
            settle(file, by=system("clock"), finding=clam.scan(store.path_of(file.key), settings.CLAMD_URL))
        except clam.Undecided as error:
            log.warning("file_not_judged", file=file.pk, error=str(error))
        except clam.Unavailable as error:
            log.warning("scanner_unavailable", error=str(error))
            return


@shared_task
def discard():
    """Delete what nothing holds."""
    while discard_due(by=system("clock")):
        pass


@shared_task
def sweep():
    """Delete what stands in no row."""
    sweep_strays(clock.now())
