"""Writing notices: what subscribers say instead of making rows themselves."""

from zoneinfo import ZoneInfo

from supportdesk import clock
from supportdesk.accounts.models import Person
from supportdesk.outbound import by_mail, quiet
from supportdesk.outbound.models import HeldNotice, NoticeWay, Notification

SAME = ("person_id", "event_id", "kind", "subject", "subject_id", "level")


def write(notices):
    """Keep these notices, one per person and event: a second telling of the same event adds nothing. Whoever chose to
    hears of them by mail too, or not at all (COM-14); what is urgent shows in any case."""
    if not notices:
        return
    chosen = by_mail.ways({one.person_id for one in notices})
    way = {id(one): by_mail.way_of(chosen, one) for one in notices}
    shown = [one for one in notices if way[id(one)] != NoticeWay.NOWHERE or one.level == Notification.Level.URGENT]
    Notification.objects.bulk_create(shown, ignore_conflicts=True)
    by_mail.write_at_once([one for one in notices if way[id(one)] == NoticeWay.MAIL])


def write_in_hours(notices):
    """Keep these for their hearers' hours; whoever has them now hears at once."""
    if not notices:
        return
    waits = quiet.hearing({one.person_id for one in notices}, clock.now())
    write([one for one in notices if one.person_id not in waits])
    zones = dict(Person.objects.filter(pk__in=waits).values_list("pk", "zone")) if waits else {}
    held = [put_by(one, waits[one.person_id], zones[one.person_id]) for one in notices if one.person_id in waits]
    HeldNotice.objects.bulk_create(held, ignore_conflicts=True)


def put_by(notice, until, zone):
    """What it says is of the instant at which it was said: the reader sees which."""
    at = notice.created_at.astimezone(ZoneInfo(zone))
    same = {name: getattr(notice, name) for name in SAME}
    text = f"{notice.text[:280]} ({at:%a %H:%M})"
    return HeldNotice(**same, text=text, created_at=notice.created_at, held_until=until)


def given(held, now):
    """The notice that it becomes."""
    return Notification(**{name: getattr(held, name) for name in SAME}, text=held.text, created_at=now)
