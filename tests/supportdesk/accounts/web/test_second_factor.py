"""A second factor for the roles that need one. The page behind the wall is this module's own."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

WORD = "correct horse battery"
SECRET = generate_totp_secret()

urlpatterns = [
    path("accounts/", include("supportdesk.accounts.web.urls")),
    path("", lambda request: HttpResponse(f"Hello {request.user}"), name="home"),
    path("api/v1/hello", lambda request: HttpResponse("Hello")),
]


@pytest.fixture(autouse=True)
def admins_need_a_second_factor(settings):
    settings.MFA_REQUIRED_ROLES = ["OA"]
    cache.clear()


@pytest.fixture
def olga(olga):
    olga.set_password(WORD)
    olga.save()
    return olga


@pytest.fixture
def olgas_phone(olga):
    return TOTP.activate(olga, SECRET)


def code():
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


def signed_in(person):
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": WORD})
    return client


def stands_outside(client):
    return client.get("/").headers.get("Location") == "/accounts/login/?next=/"


def test_sec_05_a_password_alone_opens_nothing_for_a_role_that_needs_more(olga):
    """SEC-05: given MFA required for a role, when a login lacks it, then access is refused."""
    client = signed_in(olga)
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/2fa/totp/activate/?next=%2F"
    refused = client.get("/api/v1/hello")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor")
    assert refused["Content-Type"] == "application/problem+json"


def test_password_and_code_together_open_the_door_and_the_log_says_both(olga, olgas_phone, recorded):
    client = signed_in(olga)
    assert stands_outside(client)
    assert recorded() == []
    answer = client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert answer["Location"] == "/"
    assert client.get("/").content == b"Hello Olga"
    (event,) = recorded()
    assert (event.kind, event.data["methods"]) == ("person.signed_in", ["password", "mfa"])


def test_a_wrong_code_opens_nothing(olga, olgas_phone):
    client = signed_in(olga)
    wrong = f"{(int(code()) + 1) % 1_000_000:06}"
    assert client.post("/accounts/2fa/authenticate/", {"code": wrong}).status_code == 200
    assert stands_outside(client)


def test_a_recovery_code_opens_once(olga, olgas_phone):
    spare = RecoveryCodes.activate(olga).get_unused_codes()[0]
    client = signed_in(olga)
    client.post("/accounts/2fa/authenticate/", {"code": spare})
    assert client.get("/").content == b"Hello Olga"
    again = signed_in(olga)
    again.post("/accounts/2fa/authenticate/", {"code": spare})
    assert stands_outside(again)


def test_whoever_sets_the_factor_up_goes_on_and_shows_it_at_the_next_sign_in(olga):
    client = signed_in(olga)
    client.post("/accounts/reauthenticate/", {"password": WORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    first = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/accounts/2fa/totp/activate/", {"code": first})
    assert Authenticator.objects.filter(user=olga, type="totp").exists()
    assert client.get("/").content == b"Hello Olga"
    assert stands_outside(signed_in(olga))


def test_a_wrong_first_code_sets_nothing_up_and_opens_nothing(olga):
    client = signed_in(olga)
    client.post("/accounts/reauthenticate/", {"password": WORD})
    client.get("/accounts/2fa/totp/activate/")
    client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert not Authenticator.objects.filter(user=olga).exists()
    assert client.get("/")["Location"] == "/accounts/2fa/totp/activate/?next=%2F"


def test_the_database_holds_no_secret_in_the_clear(olga, olgas_phone):
    RecoveryCodes.activate(olga)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert TOTP(Authenticator.objects.get(type="totp")).validate_code(code())


def test_a_new_key_of_the_site_locks_nobody_out(olga, olgas_phone, settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]
    client = signed_in(olga)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.get("/").content == b"Hello Olga"


def test_a_role_that_needs_no_second_factor_is_asked_for_none(ann):
    ann.set_password(WORD)
    ann.save()
    assert signed_in(ann).get("/").content == b"Hello Ann"


def test_a_stranger_is_asked_for_nothing_here(db):
    assert stands_outside(Client())
