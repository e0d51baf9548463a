from django.db import transaction
from django.template.loader import render_to_string

from supportdesk import clock
from supportdesk.accounts.models import Person

from .. import by_mail, letters
from ..groups import group_of
from ..models import NoticeChoice, NoticeWay, Notification
from .set_notices import morning

MOST = 200


@transaction.atomic
def send_digest(digests, *, by):
    """The digest that is due longest, as a mail; whether there was one. What was read on the page meanwhile is left
    out, and an empty one is not sent."""
    now = clock.now()
    due = digests.filter(next_at__lte=now).order_by("next_at", "pk")
    digest = due.select_for_update(no_key=True, skip_locked=True).first()
    if digest is None:
        return False
    person = Person.objects.get(pk=digest.person_id)
    fresh = list(Notification.objects.of(person).filter(pk__gt=digest.told_until)[:MOST])
    if fresh and person.is_active:
        write(person, [one for one in fresh if one.read_at is None], now)
    digest.told_until = fresh[0].pk if fresh else digest.told_until
    digest.next_at = morning(person, now)
    digest.save(update_fields=["told_until", "next_at"])
    return True


def write(person, notices, now):
    groups = set(NoticeChoice.objects.filter(person=person, way=NoticeWay.DIGEST).values_list("group", flat=True))
    wanted = [one for one in reversed(notices) if group_of(one.kind) in groups]
    lines = [said for one in wanted if (said := by_mail.line(one, person))]
    if lines:
        told = {"person": person, "lines": lines, "choices": by_mail.choices_address(), "digest": True}
        subject = f"{len(lines)} {'notice' if len(lines) == 1 else 'notices'} since yesterday"
        body = render_to_string("mail/notices.txt", told)
        letters.post([letters.letter(person.email, subject=subject, body=body, person_id=person.pk, now=now)])
