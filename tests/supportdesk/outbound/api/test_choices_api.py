"""By which way somebody hears of what: here, by mail, in a daily mail, not at all (COM-14)."""

from datetime import timedelta

import pytest

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.events.relay import drain
from supportdesk.outbound.actions.send_digest import send_digest
from supportdesk.outbound.models import Digest, Mail, Notification
from tickets.desk.actions.reply import reply
from tickets.desk.actions.restrict import restrict
from tickets.desk.actions.watch import watch
from tickets.desk.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def chooses(api):
    """`chooses(ann, said="mail")`."""

    def choose(person, **ways):
        answer = api(person).patch("/me/notices", ways)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return choose


@pytest.fixture
def mails():
    """`mails(ann)`: what was written to her."""

    def written(person):
        drain("people")
        return list(Mail.objects.filter(person=person).order_by("pk"))

    return written


def test_ann_hears_by_mail_at_once_of_what_she_chose_and_of_that_alone(
    chooses, mails, owned, ann, rob, sam, by, recorded
):
    """COM-14: Given a choice by mail, when something of that group happens, then one mail has reference and link."""
    assert chooses(ann, said="mail")["promises"] == "page"
    assert [event.data for event in recorded() if event.kind == "person.notices_set"] == [{"ways": {"said": "mail"}}]
    drain("people")
    Mail.objects.all().delete()
    reply(owned, by=by(rob), body="The words themselves.")
    (mail,) = mails(ann)
    assert mail.subject == f"{owned.reference}: Rob replied"
    assert f"/tickets/{owned.pk}" in mail.body
    assert "themselves" not in mail.body
    assert drain("people") == 0
    assert len(mails(ann)) == 1


def test_not_at_all_is_not_at_all_but_for_what_is_urgent(chooses, mails, owned, ann, rob, by):
    chooses(ann, said="nowhere", promises="nowhere")
    drain("people")
    before = Notification.objects.of(ann).count()
    reply(owned, by=by(rob), body="Hello?")
    assert mails(ann) == []
    assert Notification.objects.of(ann).count() == before


def test_once_a_day_what_was_not_read_comes_together(chooses, mails, owned, ann, rob, by):
    """COM-14: digests."""
    chooses(ann, said="digest")
    drain("people")
    for words in ("One.", "Two.", "Three."):
        reply(owned, by=by(rob), body=words)
    assert mails(ann) == []
    assert send_digest(Digest.objects, by=system("clock")) is False, "not before the morning"
    Notification.objects.of(ann).filter(pk=Notification.objects.of(ann).first().pk).update(read_at=clock.now())
    Digest.objects.update(next_at=clock.now())
    assert send_digest(Digest.objects, by=system("clock")) is True
    (mail,) = mails(ann)
    assert mail.subject == "2 notices since yesterday"
    assert mail.body.count("Rob replied") == 2
    assert Digest.objects.get().next_at > clock.now()
    Digest.objects.update(next_at=clock.now() - timedelta(seconds=1))
    assert send_digest(Digest.objects, by=system("clock")) is True
    assert len(mails(ann)) == 1, "nothing new, no mail"
    chooses(ann, said="page")
    assert not Digest.objects.exists()


def test_what_became_restricted_meanwhile_is_named_alone_or_not_at_all(chooses, mails, owned, ann, sam, rob, max, by):
    """COM-14, SEC-13: Given a restricted ticket, when a notice is sent, then it has reference and link only."""
    for person in (ann, sam):
        chooses(person, said="digest")
    drain("people")
    watch(owned, by=by(sam))
    reply(owned, by=by(rob), body="x")
    drain("people")
    assert Notification.objects.of(sam).count() == Notification.objects.of(ann).count() == 1
    restrict(Ticket.objects.get(pk=owned.pk), by=by(max), kind="hr", reason="A complaint.", people=[sam])
    Digest.objects.update(next_at=clock.now())
    while send_digest(Digest.objects, by=system("clock")):
        pass
    (mail,) = mails(sam)
    assert owned.reference in mail.body
    assert "replied" not in mail.body
    assert mails(ann) == []


def test_what_is_no_way_is_said_and_requesters_have_no_such_choice(api, ann, rob):
    assert api(ann).patch("/me/notices", {"said": "pigeon"}).status_code == 400
    assert api(ann).patch("/me/notices", {"weather": "mail"}).status_code == 400
    assert api(rob).get("/me/notices").status_code == 404


def test_by_page(client, ann):
    """COM-14: by page."""
    client.force_login(ann)
    groups = ("mine", "said", "promises", "approvals", "incidents", "knowledge", "desk")
    assert client.post("/notices/choices", dict.fromkeys(groups, "page") | {"mine": "digest"}).status_code == 302
    page = client.get("/notices/choices").content.decode()
    assert page.count("selected") == len(groups)
    assert Digest.objects.get().person == ann
