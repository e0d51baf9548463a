"""A wall over REST: built, kept, taken down; and nothing of it outside."""

import pytest

from tickets.desk.actions.restrict import restrict

pytestmark = pytest.mark.django_db
WALL = {"kind": "security", "reason": "A key was posted."}


@pytest.fixture
def walled(triaged, by, ann):
    restrict(triaged, by=by(ann), **WALL)
    return triaged


def test_sec_13_built_over_rest_nothing_of_it_is_told_outside(api, triaged, ann, erin, sam, ada):
    """SEC-13: named list; list, one, events, clocks, search and count know of nothing."""
    address = f"/tickets/{triaged.pk}"
    built = api(ann).post(f"{address}/restriction", WALL | {"people": [erin.pk]})
    assert built.status_code == 201
    assert (built.json()["kind"], built.json()["reason"]) == ("security", "A key was posted.")
    assert {one["name"] for one in built.json()["people"]} == {"Ann", "Erin"}
    assert api(erin).get(f"{address}/restriction").json() == built.json()
    for person in (sam, ada):
        outside = api(person)
        for path in ("", "/restriction", "/events", "/clocks", "/messages", "/notes", "/links"):
            assert outside.get(f"{address}{path}").status_code == 404
        assert outside.get("/tickets").json()["results"] == []
        assert triaged.title not in outside.get("/search", {"q": "printer"}).content.decode()


def test_the_requester_reads_the_ticket_and_no_wall(api, walled, rob):
    assert api(rob).get(f"/tickets/{walled.pk}").status_code == 200
    for send in (
        lambda: api(rob).get(f"/tickets/{walled.pk}/restriction"),
        lambda: api(rob).post(f"/tickets/{walled.pk}/restriction", WALL),
        lambda: api(rob).post(f"/tickets/{walled.pk}/restriction/end", {"reason": "x"}),
        lambda: api(rob).post(f"/tickets/{walled.pk}/restriction/people", {"person": rob.pk}),
        lambda: api(rob).delete(f"/tickets/{walled.pk}/restriction/people/{rob.pk}"),
    ):
        assert send().status_code == 404
    kinds = [one["kind"] for one in api(rob).get(f"/tickets/{walled.pk}/events").json()["results"]]
    assert "ticket.restricted" not in kinds


def test_the_list_is_kept(api, walled, max, sam, ann):
    address = f"/tickets/{walled.pk}/restriction"
    named = api(max).post(f"{address}/people", {"person": sam.email})
    assert (named.status_code, {one["name"] for one in named.json()["people"]}) == (201, {"Ann", "Sam"})
    assert api(sam).delete(f"{address}/people/{ann.pk}").status_code == 403
    assert api(max).delete(f"{address}/people/{sam.pk}").status_code == 204
    assert api(max).delete(f"{address}/people/{sam.pk}").status_code == 404
    assert api(sam).get(address).status_code == 404


def test_taken_down(api, walled, max, sam):
    address = f"/tickets/{walled.pk}/restriction"
    assert api(max).post(f"{address}/end", {"reason": "The key is void."}).status_code == 204
    assert api(max).get(address).status_code == 404
    assert api(sam).get(f"/tickets/{walled.pk}").status_code == 200
    again = api(max).post(f"{address}/end", {"reason": "x"})
    assert (again.status_code, again.json()["code"]) == (409, "wrong_state")


def test_a_stranger_on_the_list_is_nobody(api, triaged, ann, sue):
    unknown = api(ann).post(f"/tickets/{triaged.pk}/restriction", WALL | {"people": [987_654]})
    assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (400, "/people/0")
    named = api(ann).post(f"/tickets/{triaged.pk}/restriction", WALL | {"people": [sue.pk]})
    assert named.status_code == 422
