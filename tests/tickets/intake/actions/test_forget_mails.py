"""A mail is kept as it came for a time; what it said and what became of it stay."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.configuration.actions.confirm import confirm
from tests.mailed import letter
from tickets.desk.actions.restrict import restrict
from tickets.intake.actions.forget_mails import forget_mails
from tickets.intake.models import IncomingMail

pytestmark = pytest.mark.django_db


def forgotten(days):
    return forget_mails(by=system("clock"), at=clock.now() + timedelta(days=days))


def test_after_half_a_year_the_bytes_go_and_the_ticket_stays(brought, rob, recorded):
    """SEC-11: day 181."""
    mail = brought(letter(rob.email))
    recorded()
    assert forgotten(179) == 0
    assert forgotten(181) == 1
    mail.refresh_from_db()
    assert (bytes(mail.raw), mail.outcome, mail.has_raw) == (b"", "opened", False)
    assert mail.message.body == "It blinks red."
    (told,) = recorded()
    assert (told.kind, told.subject_id, told.data) == ("mailbox.mails_forgotten", mail.mailbox_id, {"mails": 1})
    assert forgotten(181) == 0


def test_the_same_mail_brought_again_after_that_is_still_the_same(brought, rob):
    first = brought(letter(rob.email))
    forgotten(181)
    again = brought(letter(rob.email))
    assert (again.pk, again.times, IncomingMail.objects.count()) == (first.pk, 2, 1)


def test_a_manager_sets_another_time_and_it_holds_from_then(brought, rob, max, by):
    brought(letter(rob.email))
    confirm("mail_raw_days", by=by(max), value=30)
    assert forgotten(29) == 0
    assert forgotten(31) == 1


def test_what_is_held_waits_for_somebody_and_what_is_behind_a_wall_is_evidence(brought, box, rob, max, by):
    held = brought(letter(box.address))
    walled = brought(letter(rob.email))
    restrict(walled.ticket, by=by(max), kind="legal", reason="A letter of theirs.", people=[])
    assert held.outcome == "held"
    assert forgotten(4000) == 0
    assert IncomingMail.objects.exclude(raw=b"").count() == 2
