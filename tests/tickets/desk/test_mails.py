"""Requesters are written: that something happened and where to read it, never what was said."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.events.models import Event
from supportdesk.outbound.models import Mail
from tickets.desk import mails
from tickets.desk.actions.ask import ask
from tickets.desk.actions.note import note
from tickets.desk.actions.reply import reply
from tickets.desk.actions.resolve import resolve
from tickets.desk.actions.restrict import restrict

CANARY = "canary-7Q"


@pytest.fixture
def told_by_mail():
    """`told_by_mail()`: the mails about all that happened since the last time of asking."""
    seen = Event.objects.count() and Event.objects.latest("pk").pk

    def since():
        nonlocal seen
        events = list(Event.objects.filter(pk__gt=seen).order_by("pk"))
        seen = events[-1].pk if events else seen
        before = set(Mail.objects.values_list("pk", flat=True))
        mails.write(events)
        return list(Mail.objects.exclude(pk__in=before).order_by("pk"))

    return since


def test_rob_is_written_that_ann_answered_and_where(owned, by, ann, rob, told_by_mail, settings):
    reply(owned, by=by(ann), body=f"{CANARY} said")
    (mail,) = told_by_mail()
    assert (mail.address, mail.subject) == (rob.email, f"[{owned.reference}] {owned.title}")
    assert f"{settings.SITE_URL}/tickets/{owned.pk}" in mail.body
    assert "There is a new answer for you." in mail.body
    assert CANARY not in mail.subject + mail.body
    assert (mail.about, mail.about_id) == ("ticket", owned.pk)


def test_a_promise_is_said_in_robs_own_zone_by_its_name(owned, by, ann, rob, told_by_mail):
    rob.zone = "Asia/Tokyo"
    rob.save()
    promise = (clock.now() + timedelta(days=1)).replace(hour=3, minute=0)
    reply(owned, by=by(ann), body="Tomorrow.", promise=promise)
    (mail,) = told_by_mail()
    assert "12:00 JST" in mail.body


def test_a_note_writes_nobody(owned, by, ann, told_by_mail):
    note(owned, by=by(ann), body="Among us.")
    assert told_by_mail() == []


def test_rob_is_not_written_of_what_he_did(owned, by, rob, told_by_mail):
    reply(owned, by=by(rob), body="Still red.")
    assert told_by_mail() == []


def test_an_ask_is_one_mail_though_it_comes_with_a_reply(owned, by, ann, told_by_mail):
    ask(owned, by=by(ann), questions=[{"question": f"{CANARY} which floor?", "why": ""}])
    (mail,) = told_by_mail()
    assert "We need some answers from you" in mail.body
    assert CANARY not in mail.body


def test_a_solution_asks_for_robs_word(owned, by, ann, resolution, told_by_mail):
    resolve(owned, by=by(ann), seen=owned.version, **resolution)
    (mail,) = told_by_mail()
    assert "Please say whether it is." in mail.body
    assert resolution["happened"] not in mail.body


def test_who_asked_together_with_him_is_written_too(owned, by, ann, rob, rita, told_by_mail):
    owned.co_requesters.add(rita)
    reply(owned, by=by(ann), body="We are on it.")
    assert sorted(mail.address for mail in told_by_mail()) == sorted([rob.email, rita.email])


def test_whoever_has_left_is_not(owned, by, ann, rob, told_by_mail):
    rob.is_active = False
    rob.save()
    reply(owned, by=by(ann), body="We are on it.")
    assert told_by_mail() == []


def test_of_a_restricted_ticket_a_mail_has_reference_and_link_only(owned, by, ann, sam, rob, told_by_mail, settings):
    """COM-14: no title, nothing of what happened."""
    restrict(owned, by=by(ann), kind="hr", people=[ann], reason="Personal.")
    reply(owned, by=by(ann), body=f"{CANARY} said", promise=clock.now() + timedelta(days=1))
    (mail,) = told_by_mail()
    assert mail.subject == f"[{owned.reference}]"
    lines = [line for line in mail.body.splitlines() if line]
    assert f"{settings.SITE_URL}/tickets/{owned.pk}" in lines
    assert owned.reference in lines
    assert owned.title not in mail.body
    assert "answer for you" not in mail.body
    assert "hear from us" not in mail.body


def test_told_twice_it_is_written_once(owned, by, ann):
    reply(owned, by=by(ann), body="We are on it.")
    for _ in range(2):
        mails.write(list(Event.objects.all()))
    assert Mail.objects.filter(event_id=Event.objects.filter(kind="ticket.replied").get().pk).count() == 1


def test_what_an_import_tells_and_what_is_days_old_is_no_news(opened_ago, owned, by, ann, told_by_mail, monkeypatch):
    opened_ago(hours=5)
    assert told_by_mail() == []
    reply(owned, by=by(ann), body="We are on it.")
    later = clock.now() + timedelta(days=4)
    monkeypatch.setattr(mails.clock, "now", lambda: later)
    assert told_by_mail() == []
