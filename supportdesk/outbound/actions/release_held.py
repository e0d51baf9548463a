from django.db import transaction

from supportdesk import clock
from supportdesk.outbound import notices
from supportdesk.outbound.models import HeldNotice


@transaction.atomic
def release_held(*, by, limit=500):
    """Give what was held to those whose hours have begun; answers how many. Notice and row change places in one
    transaction: a killed worker leaves either, and two workers never give the same."""
    now = clock.now()
    due = HeldNotice.objects.filter(held_until__lte=now).order_by("held_until", "pk")
    held = list(due.select_for_update(no_key=True, skip_locked=True)[:limit])
    notices.write([notices.given(one, now) for one in held])
    HeldNotice.objects.filter(pk__in=[one.pk for one in held]).delete()
    return len(held)
