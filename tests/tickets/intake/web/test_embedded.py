import re
from datetime import timedelta

import pytest
from django.test import Client

from supportdesk import clock
from supportdesk.accounts.actor import system
from supportdesk.accounts.models import Person
from supportdesk.outbound.models import Mail
from tickets.desk.models import Ticket
from tickets.intake.actions.propose_form import propose_form
from tickets.intake.actions.publish_form import publish_form
from tickets.intake.actions.request_form import forget_requests
from tickets.intake.models import AwaitedRequest

pytestmark = pytest.mark.django_db

AT = "/forms/report-a-problem/embed"
ZOE = {"name": "Zoe", "email": "zoe@example.net"}


@pytest.fixture
def embed(intake_form):
    return intake_form(embed_on=["https://shop.example.org"])


@pytest.fixture
def linked(client, embed, typed):
    """`linked(**who)`: the form is sent from the shop's page; answers the path of the link in the mail."""

    def asked(**who):
        sent = client.post(AT, typed(embed) | ZOE | who)
        assert "Look into your mail" in sent.content.decode(), sent.content.decode()
        return re.search(r"/form-requests/\S+", Mail.objects.latest("pk").body)[0]

    return asked


def test_it_stands_in_the_shops_page_and_in_nobody_elses(client, embed, intake_form):
    """INT-02: embeddable, by the addresses that the form names; no session, no script, no cookie."""
    response = client.get(AT)
    assert "frame-ancestors https://shop.example.org" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "<script" not in response.content.decode()
    other = intake_form(name="Only here")
    assert client.get(f"/forms/{other.key}/embed").status_code == 404


def test_only_whoever_reads_the_address_asks_in_its_name(client, linked, embed, rob):
    """X-07: filled in under Rob's address it is nothing yet; opening the link shows, a press opens the ticket once."""
    link = linked(email=rob.email, name="Somebody")
    assert not Ticket.objects.exists()
    assert "The light is red." in client.get(link).content.decode()
    assert not Ticket.objects.exists()
    assert client.post(link).status_code == 302
    client.post(link)
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.channel) == (rob, "portal")
    assert f"open as <strong>{ticket.reference}" in client.get(link).content.decode()
    assert AwaitedRequest.objects.get().answers == {}


def test_a_stranger_gets_an_account_of_no_organisation(client, linked, recorded):
    client.post(linked())
    zoe = Person.objects.get(email="zoe@example.net")
    assert (zoe.organisation, zoe.roles, zoe.has_usable_password()) == (None, ["RQ"], False)
    assert Ticket.objects.get().requester == zoe
    kinds = [event.kind for event in recorded() if event.kind.startswith(("form.", "person."))]
    assert kinds[-4:] == ["form.request_made", "person.invited", "form.filled", "form.request_confirmed"]


def test_nobody_of_the_desk_asks_by_it(client, linked, ann):
    answer = client.post(linked(email=ann.email))
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_a_form_that_changed_meanwhile_still_sends_what_was_asked(client, linked, embed, asking, tess, by):
    link = linked()
    content = asking(embed_on=["https://shop.example.org"], intro="Shorter.")
    publish_form(propose_form(embed, by=by(tess), content=content, reason="Tone."), by=by(tess))
    client.post(link)
    assert Ticket.objects.count() == 1


def test_faults_and_questions_come_back_without_a_script(client, embed, typed):
    first = ["subject", "happened", "area", "error"]
    more = client.post(AT, typed(embed, asked=first, area="login") | ZOE).content.decode()
    assert "1 more question" in more
    wrong = client.post(AT, typed(embed, subject="") | ZOE)
    assert (wrong.status_code, "Needed before this can be sent." in wrong.content.decode()) == (422, True)
    nobody = client.post(AT, typed(embed) | ZOE | {"email": "zoe"})
    assert nobody.status_code == 422
    assert not AwaitedRequest.objects.exists()


def test_an_address_is_not_written_to_without_end(client, linked, embed, typed):
    for _ in range(3):
        linked()
    client.post(AT, typed(embed) | ZOE)
    assert Mail.objects.count() == 3


def test_unconfirmed_it_is_forgotten_and_its_link_is_over(client, linked):
    link = linked()
    assert forget_requests(by=system("clock"), at=clock.now() + timedelta(days=1)) == 0
    assert forget_requests(by=system("clock"), at=clock.now() + timedelta(days=3)) == 1
    assert client.get(link).status_code == 404
    assert Client().get("/form-requests/1:forged").status_code == 404
