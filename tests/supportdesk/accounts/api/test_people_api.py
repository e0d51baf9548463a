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
