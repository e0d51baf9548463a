"""Every page around signing in opens: ours and the ones allauth brings."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

WORD = "correct horse battery"
OUTSIDE = ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "inactive/"]
INSIDE = [
    "logout/",
    "password/change/",
    "reauthenticate/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
]


@pytest.fixture
def anns_browser(ann):
    ann.set_password(WORD)
    ann.save()
    client = Client()
    client.post("/accounts/login/", {"login": ann.email, "password": WORD})
    client.post("/accounts/reauthenticate/", {"password": WORD})
    return client


@pytest.mark.parametrize("page", OUTSIDE)
def test_a_stranger_may_open(page):
    answer = Client().get(f"/accounts/{page}")
    assert answer.status_code == 200
    assert b"<h1" in answer.content


@pytest.mark.parametrize("page", INSIDE)
def test_whoever_is_signed_in_may_open(page, anns_browser):
    answer = anns_browser.get(f"/accounts/{page}")
    assert answer.status_code == 200
    assert b"<h1" in answer.content


@pytest.mark.parametrize("page", INSIDE)
def test_a_stranger_is_sent_to_sign_in_or_away(page, db):
    answer = Client().get(f"/accounts/{page}")
    assert answer.status_code == 302
    assert answer["Location"].startswith(("/accounts/login/", "/"))
