"""People, organisations and teams over REST: as far as one may know of them."""

import pytest

pytestmark = pytest.mark.django_db


def ids(answer):
    return {one["id"] for one in answer.json()["results"]}


def test_anybody_may_ask_who_they_are(api, ann, rob, first_line):
    me = api(ann, scopes=["catalogue:read"]).get("/me").json()
    assert (me["name"], me["roles"], me["teams"], me["serves"]) == ("Ann", ["AN"], [first_line.pk], True)
    assert api(rob).get("/me").json()["organisation"]["name"] == "Acme"


def test_the_desk_finds_people_by_name_and_address(api, ann, rob, sue):
    assert ids(api(ann).get("/people?q=rob@exam")) == {rob.pk}
    assert ids(api(ann).get("/people?q=su")) == {sue.pk}
    assert api(ann).get(f"/people/{rob.pk}").json()["email"] == rob.email


def test_a_requester_sees_nobody_and_an_organisations_own_sees_its_own(api, rob, rita, sue, ann):
    assert ids(api(rob).get("/people")) == {rob.pk}
    assert ids(api(rita).get("/people")) == {rob.pk, rita.pk}
    assert "roles" not in api(rita).get(f"/people/{rob.pk}").json()


def test_a_light_seat_sees_no_requesters_name_nor_finds_one_by_it(api, paula, rob):
    card = api(paula).get(f"/people/{rob.pk}").json()
    assert (card["name"], card["email"], card["masked"]) == (f"Requester {rob.pk}", "•••", True)
    assert ids(api(paula).get("/people?q=rob")) == set()


def test_organisations_and_teams(api, ann, acme, globex, first_line, sue):
    assert ids(api(ann).get("/organisations")) == {acme.pk, globex.pk}
    assert first_line.pk in ids(api(ann).get("/teams"))
    assert api(ann).get(f"/teams/{first_line.pk}").json()["name"] == "First line"
    assert ids(api(sue).get("/organisations")) == {globex.pk}
    assert ids(api(sue).get("/teams")) == set()


def test_without_the_scope_there_are_no_people(api, ann, rob):
    for path in ("/people", f"/people/{rob.pk}", "/organisations", "/teams"):
        assert api(ann, scopes=["tickets:read"]).get(path).json()["code"] == "scope"


def test_nothing_of_acme_is_there_for_sue(api, sue, rob, ann, acme, first_line):
    client = api(sue)
    for path in (f"/people/{rob.pk}", f"/people/{ann.pk}", f"/organisations/{acme.pk}", f"/teams/{first_line.pk}"):
        assert client.get(path).status_code == 404, path
    assert ids(client.get("/people?q=rob")) == set()


def change(client, organisation, version, **values):
    return client.patch(f"/organisations/{organisation.pk}", values, if_match=f'"{version}"')


def test_a_manager_changes_an_account_by_its_version(api, max, ann, acme):
    client = api(max)
    told = client.get(f"/organisations/{acme.pk}")
    assert (told["ETag"], told.json()["health"]) == ('"1"', None)
    changed = change(client, acme, 1, health=70, flags=["trial"], renews_on="2027-01-31", account_owner=ann.email)
    assert changed.status_code == 200
    assert changed.json()["account_owner"] == {"id": ann.pk, "name": "Ann"}
    assert (changed.json()["renews_on"], changed["ETag"]) == ("2027-01-31", '"2"')
    assert change(client, acme, 1, health=60).status_code == 412
    assert client.patch(f"/organisations/{acme.pk}", {"health": 60}).status_code == 428


def test_impossible_accounts_are_refused_by_field(api, max, rob, acme):
    client = api(max)
    for values, pointer in [({"health": 101}, "/health"), ({"shade": "red"}, "/shade"), ({"region": "x"}, "/region")]:
        refused = change(client, acme, 1, **values)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, pointer)
    assert change(client, acme, 1, account_owner=rob.pk).status_code == 422
    assert change(client, acme, 1).status_code == 400


def test_nobody_else_changes_an_account_over_rest(api, ann, rita, sue, acme):
    assert change(api(ann), acme, 1, health=1).status_code == 403
    assert change(api(rita), acme, 1, health=1).status_code == 403
    assert change(api(sue), acme, 1, health=1).status_code == 404
