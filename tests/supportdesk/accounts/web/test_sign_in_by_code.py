"""Signing in with a code that comes by mail."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from supportdesk.accounts.models import Person

pytestmark = pytest.mark.django_db

ASK, CONFIRM, BEHIND_THE_DOOR = "/accounts/login/code/", "/accounts/login/code/confirm/", "/accounts/profile/"


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


def asked(address):
    client = Client()
    answer = client.post(ASK, {"email": address})
    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    return client


def code():
    return mail.outbox[-1].body.split()[0]


def test_rob_signs_in_without_a_password_and_the_log_knows(rob, recorded):
    client = asked(rob.email)
    assert mail.outbox[-1].to == [rob.email]
    answer = client.post(CONFIRM, {"code": code()})
    assert answer.status_code == 302
    assert client.get(BEHIND_THE_DOOR).status_code == 200
    (event,) = recorded()
    assert (event.kind, event.data) == ("person.signed_in", {"methods": ["code"]})


def test_a_code_works_once_and_only_where_it_was_asked_for(rob):
    client = asked(rob.email)
    word = code()
    assert asked(rob.email).post(CONFIRM, {"code": word}).status_code == 200
    client.post(CONFIRM, {"code": word})
    again = Client()
    assert again.post(CONFIRM, {"code": word})["Location"].startswith("/accounts/login/code/")
    assert again.get(BEHIND_THE_DOOR).status_code == 302


def plain(answer):
    """The page without what differs from one request to the next."""
    return re.sub(r'value="[^"]{40,}"', "", answer.content.decode())


def test_an_unknown_address_gets_the_same_pages_and_no_mail(rob):
    known, unknown = asked(rob.email), asked("nobody@example.org")
    assert [one.to for one in mail.outbox] == [[rob.email]]
    pages = [plain(client.get(CONFIRM)) for client in (known, unknown)]
    assert pages[0].replace(rob.email, "") == pages[1].replace("nobody@example.org", "")
    wrong = [plain(client.post(CONFIRM, {"code": "wrong"})) for client in (known, unknown)]
    assert wrong[0].replace(rob.email, "") == wrong[1].replace("nobody@example.org", "")


def test_whoever_has_left_gets_no_code(rob):
    Person.objects.filter(pk=rob.pk).update(is_active=False)
    asked(rob.email)
    assert mail.outbox == []


def test_guessing_ends_after_three(rob):
    client = asked(rob.email)
    for _ in range(3):
        client.post(CONFIRM, {"code": "wrong"})
    assert client.post(CONFIRM, {"code": code()})["Location"].startswith(ASK)
    assert client.get(BEHIND_THE_DOOR).status_code == 302


def test_nobody_fills_robs_mailbox(rob):
    for _ in range(8):
        Client().post(ASK, {"email": rob.email})
    assert len(mail.outbox) == 5


def test_a_second_factor_is_asked_for_all_the_same(rob, settings):
    settings.MFA_REQUIRED_ROLES = ["RQ"]
    client = asked(rob.email)
    client.post(CONFIRM, {"code": code()})
    assert "2fa" in client.get("/tickets/")["Location"]
