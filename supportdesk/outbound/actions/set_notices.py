from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from supportdesk import clock
from supportdesk.errors import Refused
from supportdesk.events.record import record

from .. import policy
from ..kinds import Kind
from ..models import Digest, NoticeChoice, NoticeGroup, NoticeWay, Notification

HOUR = time(8)  # of the reader's own morning


@transaction.atomic
def set_notices(person, *, by, ways):
    """By which way somebody hears of what (COM-14): group -> way; what is not named stays as it was."""
    person.lock()
    policy.require(by, "set_notices", person)
    for group, way in ways.items():
        require_known(group, way)
        NoticeChoice.objects.update_or_create(person=person, group=group, defaults={"way": way})
    now = clock.now()
    keep_digest(person, now)
    record(Kind.NOTICES_SET, person, by=by, at=now, ways=dict(ways))


def require_known(group, way):
    if group not in NoticeGroup.values:
        raise Refused(f"Choose among {', '.join(NoticeGroup.values)}.", field="ways")
    if way not in NoticeWay.values:
        raise Refused(f"Choose among {', '.join(NoticeWay.values)}.", field=f"ways/{group}")


def keep_digest(person, now):
    """Whoever wants one gets the next in the coming morning, with what comes from now on."""
    if not NoticeChoice.objects.filter(person=person, way=NoticeWay.DIGEST).exists():
        Digest.objects.filter(person=person).delete()
        return
    newest = Notification.objects.of(person).values_list("pk", flat=True).first() or 0
    fresh = {"next_at": morning(person, now), "told_until": newest}
    Digest.objects.get_or_create(person=person, defaults=fresh)


def morning(person, now):
    place = ZoneInfo(person.zone)
    today = now.astimezone(place).date()
    days = (datetime.combine(today + timedelta(days=ahead), HOUR, place) for ahead in (0, 1, 2))
    return next(one for one in days if one > now)
