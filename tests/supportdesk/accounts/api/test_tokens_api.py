"""Tokens over REST (SEC-20)."""

import pytest

from supportdesk.accounts.models import Token
from supportdesk.events.models import Event
from tests.factories import PersonFactory
from tests.supportdesk.api.clients import Api

pytestmark = pytest.mark.django_db

READER = {"name": "Dashboard", "scopes": ["tickets:read"], "days": 7}


def test_an_admin_issues_a_token_that_works_and_ends_it(api, olga):
    """SEC-20: scoped, expiring, last use shown, revocable; the secret is told once."""
    client = api(olga)
    made = client.post("/tokens", READER)
    body = made.json()
    assert (made.status_code, body["scopes"], body["person"]) == (201, ["tickets:read"], olga.pk)
    dashboard = Api(olga, text=body["token"])
    assert dashboard.get("/tickets").status_code == 200
    told = client.get(f"/tokens/{body['id']}").json()
    assert told["last_used_at"] is not None
    assert "token" not in told
    assert client.delete(f"/tokens/{body['id']}").status_code == 204
    assert dashboard.get("/tickets").status_code == 401
    assert [event.kind for event in Event.objects.order_by("-pk")[:2]] == ["token.revoked", "token.issued"]


def test_no_answer_holds_a_digest(api, olga):
    digest = Token.objects.filter(person=olga).values_list("digest", flat=True)
    assert all(one.encode() not in api(olga).get("/tokens").content for one in digest)


def test_an_analyst_ends_the_own_token_and_issues_none(api, ann):
    """ROLE-01."""
    client = api(ann)
    refused = client.post("/tokens", READER)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")
    assert client.delete(f"/tokens/{client.token.pk}").status_code == 204
    assert client.get("/me").status_code == 401


def test_a_token_makes_no_mightier_one(api, olga):
    answer = api(olga, scopes=["admin"]).post("/tokens", READER)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/scopes")


def test_a_manager_is_told_whom_to_ask(api, max):
    answer = api(max).post("/tokens", READER)
    assert (answer.status_code, answer.json()["ask"]["role"]) == (409, "OA")


def test_without_the_scope_there_are_no_tokens(api, olga):
    client = api(olga, scopes=["tickets:read", "tickets:write", "people:read"])
    assert client.get("/tokens").json()["code"] == "scope"
    assert client.post("/tokens", READER).json()["code"] == "scope"


@pytest.mark.parametrize(
    ("name", "value"),
    [("scopes", []), ("scopes", ["everything"]), ("days", 0), ("days", 367), ("person", 987_654), ("digest", "x")],
)
def test_what_is_wrong_with_a_token_is_named(api, olga, name, value):
    answer = api(olga).post("/tokens", READER | {name: value})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"].split("/")[1]) == (400, name)


def test_the_token_of_another_organisation_does_not_exist(api, globex, acme, ann):
    """Gwen administers Globex alone."""
    gwen = PersonFactory(name="Gwen", organisation=globex, roles=["OA"])
    theirs = api(PersonFactory(name="Alan", organisation=acme, roles=["OA"])).token
    client = api(gwen)
    for pk in (theirs.pk, api(ann).token.pk, 987_654):
        assert client.get(f"/tokens/{pk}").status_code == 404
        assert client.delete(f"/tokens/{pk}").status_code == 404
    theirs.refresh_from_db()
    assert theirs.revoked_at is None
    assert {one["person"] for one in client.get("/tokens").json()["results"]} == {gwen.pk}
