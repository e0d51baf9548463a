"""What an admin does about people, teams and regions, over REST: the same actions as in the browser."""

import pytest

from supportdesk.accounts.models import Person, Region, Role, Team
from tests.factories import PersonFactory, RegionFactory

pytestmark = pytest.mark.django_db
BEA = {"name": "Bea", "email": "bea@desk.example", "roles": ["AN"]}


def test_a_person_is_invited_changed_and_let_go(api, olga, recorded, mailoutbox):
    """ROLE-02: people, their roles and where they work are kept over REST too."""
    client, north = api(olga), RegionFactory(key="north", name="North")
    recorded()
    made = client.post("/people", BEA)
    assert (made.status_code, made.json()["roles"], [mail.to for mail in mailoutbox]) == (
        201,
        ["AN"],
        [["bea@desk.example"]],
    )
    at = made.headers["Location"].removeprefix("/api/v1")
    tag = client.get(at).headers["ETag"]
    changed = client.patch(at, {"zone": "Asia/Tokyo", "regions": ["north"]}, If_Match=tag)
    assert (changed.status_code, changed.json()["zone"], changed.headers["ETag"]) == (200, "Asia/Tokyo", '"2"')
    assert client.patch(at, {"name": "Beate"}, If_Match=tag).status_code == 412
    assert client.post(f"{at}/roles", {"role": "IC"}).json()["roles"] == ["AN", "IC"]
    assert client.delete(f"{at}/roles/AN").status_code == 204
    assert client.delete(f"{at}/roles/XX").status_code == 404
    assert client.post(f"{at}/link").status_code == 204
    assert client.delete(f"{at}/factors").status_code == 409
    assert client.post(f"{at}/closure").json()["is_active"] is False
    assert client.post(f"{at}/link").status_code == 409
    assert client.delete(f"{at}/closure").json()["is_active"] is True
    bea = Person.objects.get(email="bea@desk.example")
    assert (bea.roles, list(bea.regions.all()), len(mailoutbox)) == (["IC"], [north], 2)
    assert [(event.kind, event.via) for event in recorded()] == [
        ("person.invited", "api"),
        ("person.changed", "api"),
        ("person.role_granted", "api"),
        ("person.role_revoked", "api"),
        ("person.link_sent", "api"),
        ("person.deactivated", "api"),
        ("person.reactivated", "api"),
    ]


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"zone": "Mars/Olympus"}, "/zone"),
        ({"email": "bea"}, "/email"),
        ({"name": " "}, "/name"),
        ({"organisation": 999}, "/organisation"),
    ],
)
def test_what_cannot_be_is_named(api, olga, wrong, pointer, mailoutbox):
    answer = api(olga).post("/people", BEA | wrong)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert mailoutbox == []


def test_nobody_else_does_any_of_it(api, max, tess, ada, ann, rob, sue, joe, recorded):
    for person, refused in ((max, 403), (tess, 403), (ada, 403), (ann, 403), (rob, 404), (sue, 404)):
        client = api(person)
        recorded()
        assert client.post("/people", BEA).status_code == 403
        assert client.patch(f"/people/{joe.pk}", {"name": "J"}, If_Match='"1"').status_code == refused
        for path in ("closure", "link"):
            assert client.post(f"/people/{joe.pk}/{path}").status_code == refused
        assert client.post(f"/people/{joe.pk}/roles", {"role": "OA"}).status_code == refused
        assert client.delete(f"/people/{joe.pk}/factors").status_code == refused
        assert client.post("/regions", {"name": "North"}).status_code == 403
        assert recorded() == []


def test_a_token_without_the_scope_changes_nothing(api, olga, ann):
    client = api(olga, scopes=["people:read"])
    assert client.post("/people", BEA).status_code == 403
    assert client.post(f"/people/{ann.pk}/closure").status_code == 403


def test_nobody_gives_oneself_a_role_or_a_region(api, olga):
    assert api(olga).post(f"/people/{olga.pk}/roles", {"role": "SM"}).status_code == 403
    assert api(olga).patch(f"/people/{olga.pk}", {"regions": []}, If_Match='"1"').status_code == 403


def test_an_admin_of_one_organisation_stays_in_it(api, acme, rob, sue):
    oscar = api(PersonFactory(name="Oscar", roles=[Role.OA], organisation=acme))
    assert oscar.post(f"/people/{sue.pk}/closure").status_code == 404
    assert oscar.post("/people", BEA).status_code == 403
    assert oscar.post("/people", BEA | {"organisation": sue.organisation_id}).status_code == 400
    assert oscar.post("/people", BEA | {"organisation": acme.pk}).status_code == 201
    assert oscar.post(f"/people/{rob.pk}/closure").status_code == 200
    assert oscar.post("/teams", {"name": "Ours"}).status_code == 403
    assert oscar.post("/organisations", {"name": "Initech"}).status_code == 403


def test_teams_and_their_people(api, olga, ann, rob):
    client = api(olga)
    made = client.post("/teams", {"name": "Field service", "level": 2})
    at = made.headers["Location"].removeprefix("/api/v1")
    assert client.post(f"{at}/members", {"person": ann.pk, "lead": True}).json()["lead"] is True
    assert client.post(f"{at}/members", {"person": rob.pk}).status_code == 422
    changed = client.patch(at, {"name": "Field"}, If_Match=client.get(at).headers["ETag"])
    assert changed.json()["name"] == "Field"
    assert client.delete(f"{at}/members/{ann.pk}").status_code == 204
    assert client.delete(f"{at}/members/{ann.pk}").status_code == 404
    assert not Team.objects.get(name="Field").memberships.exists()
    assert client.patch(at, {}, If_Match='"2"').status_code == 400


def test_regions_and_organisations(api, olga, rob):
    client = api(olga)
    made = client.post("/regions", {"name": "Northern lights", "zone": "Europe/Oslo"})
    assert (made.status_code, made.json()["key"]) == (201, "northern-lights")
    at = made.headers["Location"].removeprefix("/api/v1")
    assert client.patch(at, {"name": "North"}).json()["name"] == "North"
    assert client.patch(at, {"zone": "Nowhere"}).status_code == 422
    assert (
        client.post("/organisations", {"name": "Initech", "region": "northern-lights"}).json()["region"]
        == "northern-lights"
    )
    assert Region.objects.count() == 1
    assert api(rob).get("/regions").json()["results"] == []
