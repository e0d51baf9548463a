"""One short answer to whoever opened a ticket by mail: its number and where to read it. It holds no word of theirs, for
the address may be somebody else's, and there is never much of it (R-29)."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from supportdesk.outbound import letters
from supportdesk.outbound.models import Mail

UNPROVEN = ((timedelta(hours=24), 1),)
PROVEN = ((timedelta(minutes=10), 3), (timedelta(hours=1), 5), (timedelta(hours=24), 20))


def send(ticket, person, *, now):
    """Nothing where this address had enough of them already, or never arrives."""
    if not allowed(person, now):
        return
    address = settings.SITE_URL + reverse("ticket", args=[ticket.pk])
    body = render_to_string("mail/received.txt", {"person": person, "ticket": ticket, "address": address})
    about = {"about": ticket.subject, "about_id": ticket.pk, "person_id": person.pk, "now": now}
    letters.post([letters.letter(person.email, subject=f"[{ticket.reference}] We have your mail", body=body, **about)])


def allowed(person, now) -> bool:
    sent = Mail.objects.filter(address=person.email, event_id=None, about="ticket")
    if Mail.objects.filter(address=person.email, bounced_at__gt=now - timedelta(days=7)).exists():
        return False
    spans = PROVEN if person.last_login else UNPROVEN
    return all(sent.filter(created_at__gt=now - span).count() < most for span, most in spans)
