from datetime import timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from supportdesk.events.record import record
from supportdesk.outbound import letters
from tickets.desk import past
from tickets.desk.states import Status

from .. import configured, links
from ..kinds import MEASURE, Kind
from ..models import Survey


@transaction.atomic
def send_survey(ticket, *, by, closing, at=None):
    """Ask the requester how this case was; answers what was asked, or nothing. The system sends, never an analyst: who
    is asked is chance and peace, not choice (MET-14). `closing` is the event that ended the case."""
    ticket.lock()
    now = past.instant(by, at)
    if Survey.objects.filter(closing=closing).exists() or not worth_asking(ticket, closing, now):
        return None
    ends_at = now + timedelta(days=configured.open_days(now))
    asked = Survey(ticket=ticket, person=ticket.requester, closing=closing, sent_at=now, ends_at=ends_at)
    asked.scale = configured.scale(now)
    asked.save()
    about = {"survey": asked.pk, "scale": asked.scale, "measure": MEASURE}
    event = record(Kind.SENT, ticket, by=by, at=now, **about)
    if by.via != "import":
        letters.post([letter(asked, event, now)])
    return asked


def worth_asking(ticket, closing, now):
    """Of a case that is over, whoever is reachable and of the outside, drawn by chance, and not asked lately."""
    person = ticket.requester
    if ticket.status != Status.CLOSED or ticket.merged_into_id or person.serves:
        return False
    if not person.is_active or person.is_machine or crc32(str(closing).encode()) % 100 >= configured.share(now):
        return False
    since = now - timedelta(days=configured.rest_days(now))
    return not Survey.objects.filter(person=person, sent_at__gt=since).exists()


def letter(asked, event, now):
    """The question, with where to answer it. Of a restricted ticket nothing but its reference (COM-14)."""
    ticket, person = asked.ticket, asked.person
    with timezone.override(ZoneInfo(person.zone)):
        context = {"person": person, "ticket": ticket, "survey": asked, "address": links.address(asked)}
        body = render_to_string("mail/survey.txt", context)
    about = {"about": ticket.subject, "about_id": ticket.pk, "now": now}
    subject = f"[{ticket.reference}] How did we do?"
    return letters.letter(person.email, subject=subject, body=body, person_id=person.pk, event_id=event, **about)
