"""Signing in by OpenID Connect, against a provider that really answers."""

import httpx2
import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from supportdesk import oidc
from supportdesk.accounts.actions.deactivate import deactivate
from supportdesk.accounts.models import Person
from tests.oidc_provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/oidc/sso/login/"


@pytest.fixture
def provider(settings, monkeypatch):
    provider = Provider()
    for name, value in (
        ("ISSUER", provider.address),
        ("CLIENT_ID", CLIENT),
        ("CLIENT_SECRET", SECRET),
        ("NAME", "Northwind"),
    ):
        monkeypatch.setenv(f"OIDC_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = oidc.providers(Env(), production=False)
    yield provider
    provider.stop()


def come_back(client):
    """To the provider and back again, as a browser goes."""
    there = client.get(LOGIN)
    assert there.status_code == 302
    back = httpx2.get(there.headers["Location"], follow_redirects=False).headers["Location"]
    return client.get(back.removeprefix("http://testserver"))


def signed_in(client):
    return "_auth_user_id" in client.session


def test_ann_signs_in_at_her_organisation(client, provider, ann, recorded):
    assert "Sign in with Northwind" in client.get("/accounts/login/").content.decode()
    assert come_back(client).status_code == 302
    assert client.get("/tickets/").status_code == 200
    assert [(event.kind, event.subject_id, event.data["methods"]) for event in recorded()] == [
        ("person.signed_in", ann.pk, ["socialaccount"])
    ]
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": "eve@example.org"},
        {"email": ""},
        {"email": "system@supportdesk.invalid"},
    ],
)
def test_no_verified_address_of_an_open_account_no_way_in(client, provider, ann, recorded, claims):
    provider.claims |= claims
    people = Person.objects.count()
    answer = come_back(client)
    assert (answer.status_code, signed_in(client), Person.objects.count()) == (403, False, people)
    assert recorded() == []


def test_an_account_that_was_closed_stays_closed(client, provider, ann, olga, by):
    assert come_back(client).status_code == 302
    client.logout()
    deactivate(ann, by=by(olga))
    assert come_back(client).status_code == 403
    assert not signed_in(client)


def test_a_token_for_somebody_else_opens_nothing(client, provider, ann):
    provider.audience = "another-desk"
    come_back(client)
    assert not signed_in(client)


def test_an_answer_that_nobody_asked_for_opens_nothing(client, provider, ann):
    code = provider.authorize({"redirect_uri": "x", "state": "y"}).partition("code=")[2].partition("&")[0]
    client.get("/accounts/oidc/sso/login/callback/", {"code": code, "state": "y"})
    assert not signed_in(client)


def test_a_second_factor_that_is_required_is_asked_for_all_the_same(client, provider, ann, settings):
    settings.MFA_REQUIRED_ROLES = ["AN"]
    come_back(client)
    assert client.get("/tickets/").headers["Location"].startswith("/accounts/2fa/totp/activate/")


def test_nobody_is_signed_up_and_nothing_is_connected(client, provider, ann):
    assert client.get("/accounts/3rdparty/signup/").headers["Location"] == "/accounts/login/"
    come_back(client)
    there = client.get(f"{LOGIN}?process=connect")
    back = httpx2.get(there.headers["Location"], follow_redirects=False).headers["Location"]
    assert client.get(back.removeprefix("http://testserver")).status_code == 403
    assert not SocialAccount.objects.exists()


def test_without_an_issuer_there_is_no_button_and_no_address(client):
    assert "Sign in with" not in client.get("/accounts/login/").content.decode()
    assert client.get(LOGIN).status_code == 404


def test_production_asks_for_an_encrypted_way_to_the_issuer(monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "http://idp.example")
    with pytest.raises(ImproperlyConfigured, match="https"):
        oidc.providers(Env(), production=True)
