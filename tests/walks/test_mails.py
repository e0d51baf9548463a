"""From an act at the desk to the mail that leaves the house: told by the relay, sent by the worker's task."""

import pytest
from django.core import mail

from supportdesk.outbound.tasks import send_mails
from tickets.desk.actions.reply import reply
from tickets.desk.actions.restrict import restrict

from .stories import relays

pytestmark = pytest.mark.django_db
CANARY = "Canary: the payslip of March."


def sent():
    relays()
    send_mails()
    return mail.outbox


def test_a_mail_about_a_restricted_ticket_has_reference_and_link_only(owned, by, ann, rob, browse, settings):
    """COM-14: a notice of a restricted ticket is sent: it has the reference and a link, and the link leads there."""
    restrict(owned, by=by(ann), kind="hr", people=[ann], reason="Personal.")
    mail.outbox.clear()
    reply(owned, by=by(ann), body=CANARY)
    (letter,) = sent()
    assert (letter.to, letter.subject) == ([rob.email], f"[{owned.reference}]")
    assert CANARY not in letter.body
    assert owned.title not in letter.body
    link = next(line for line in letter.body.splitlines() if line.startswith(settings.SITE_URL))
    assert CANARY in browse(rob).get(link.removeprefix(settings.SITE_URL)).content.decode()


def test_every_mail_about_a_ticket_is_one_thread(owned, by, ann):
    mail.outbox.clear()
    for body in ("We are on it.", "It is done."):
        reply(owned, by=by(ann), body=body)
        sent()
    first, second = (letter.message() for letter in mail.outbox)
    assert first["References"] == second["References"] == first["In-Reply-To"]
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Auto-Submitted"] == "auto-generated"
