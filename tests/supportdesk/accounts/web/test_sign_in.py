"""Signing in by a browser, through the real pages."""

import pytest
from django.core.cache import cache
from django.test import Client

from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.models import Person

pytestmark = pytest.mark.django_db

WORD = "correct horse battery"
BEHIND_THE_DOOR = "/accounts/password/change/"


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


@pytest.fixture
def ann(ann):
    ann.set_password(WORD)
    ann.save()
    return ann


def sign_in(client, email, password=WORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_ann_signs_in_with_her_address_however_she_types_it_and_the_log_knows(ann, recorded):
    client = Client()
    answer = sign_in(client, "ANN@Example.org")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get(BEHIND_THE_DOOR).status_code == 200
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.actor_id, event.via) == ("person.signed_in", ann.pk, ann.pk, "browser")
    assert event.data == {"methods": ["password"]}


def test_sec_05_a_wrong_password_is_refused_and_logged(ann, recorded):
    """SEC-05: sign-in log."""
    client = Client()
    answer = sign_in(client, ann.email, "wrong")
    assert answer.status_code == 200
    assert client.get(BEHIND_THE_DOOR).status_code == 302
    (event,) = recorded()
    assert (event.kind, event.subject_id, event.actor_kind) == ("person.sign_in_failed", ann.pk, "machine")


def test_an_unknown_address_gets_the_same_page_and_no_event(ann, recorded):
    known, unknown = sign_in(Client(), ann.email, "wrong"), sign_in(Client(), "nobody@example.org", "wrong")
    assert known.status_code == unknown.status_code == 200
    assert b"not correct" in known.content
    assert b"not correct" in unknown.content
    assert [event.subject_id for event in recorded()] == [ann.pk]


def test_sec_05_guessing_is_cut_off_even_for_whoever_then_guesses_right(ann):
    """SEC-05: after five wrong passwords the right one is not listened to either."""
    for _ in range(5):
        sign_in(Client(), ann.email, "wrong")
    client = Client()
    sign_in(client, ann.email)
    assert client.get(BEHIND_THE_DOOR).status_code == 302


def test_the_next_request_of_a_closed_account_is_a_strangers(ann, olga, by):
    client = Client()
    sign_in(client, ann.email)
    deactivate(ann, by=by(olga))
    answer = client.get(BEHIND_THE_DOOR)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


def test_a_closed_account_does_not_sign_in(ann, olga, by):
    deactivate(ann, by=by(olga))
    client = Client()
    sign_in(client, ann.email)
    assert client.get(BEHIND_THE_DOOR).status_code == 302


def test_the_machine_has_no_way_in():
    client = Client()
    sign_in(client, Person.system().email, "")
    sign_in(client, Person.system().email, "!")
    assert client.get(BEHIND_THE_DOOR).status_code == 302


def test_nobody_opens_an_account_from_outside(db):
    form = {"email": "spy@example.org", "password1": WORD, "password2": WORD}
    assert Client().get("/accounts/signup/")["Location"] == "/accounts/login/"
    assert Client().post("/accounts/signup/", form)["Location"] == "/accounts/login/"
    assert not Person.objects.filter(email="spy@example.org").exists()


def test_nobody_changes_the_own_address(ann):
    client = Client()
    sign_in(client, ann.email)
    client.post("/accounts/email/", {"action_add": "", "email": "other@example.org"})
    ann.refresh_from_db()
    assert ann.email == "ann@example.org"
    assert not ann.emailaddress_set.filter(email="other@example.org").exists()


def test_signing_out_ends_the_session(ann):
    client = Client()
    sign_in(client, ann.email)
    client.post("/accounts/logout/")
    assert client.get(BEHIND_THE_DOOR).status_code == 302
