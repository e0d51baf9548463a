from django.db import transaction

from supportdesk import clock
from supportdesk.events.record import Occurrence, record_all

from ..kinds import Kind

SUBJECT = "verification"
TOLD = 100


@transaction.atomic
def conclude(*, by, checked, found, hundredths=100):
    """Keep what a look at the clocks has found: the health page tells of the latest."""
    data = {"checked": checked, "different": len(found), "hundredths": hundredths}
    words = {"differences": [str(one) for one in found[:TOLD]]}
    record_all([Occurrence(Kind.VERIFIED, SUBJECT, 0, None, clock.now(), data, words)], by=by)
