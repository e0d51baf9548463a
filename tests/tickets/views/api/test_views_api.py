"""Views over REST: what the page does, by the version that was read."""

import pytest

from tickets.views.models import View

pytestmark = pytest.mark.django_db


def test_made_read_changed_ordered_and_forgotten(api, ann, opened):
    opened(title="Printer on fire")
    client = api(ann)
    made = client.post("/views", {"name": "Printers", "filter": "printer", "columns": ["status"], "order": "newest"})
    assert made.status_code == 201
    body = made.json()
    assert (body["audience"], body["count"], body["query"]) == (
        "mine",
        {"number": 1, "exact": True},
        "q=printer&order=newest&columns=status",
    )
    address = f"/views/{body['id']}"
    assert client.get(address).json() == body
    other = client.post("/views", {"name": "All"}).json()
    changed = client.patch(address, {"name": "Fires", "filter": "fire", "position": 2}, if_match=made["ETag"])
    assert changed.status_code == 200
    assert changed.json() | {"name": "Fires", "filter": "fire", "columns": ["status"]} == changed.json()
    assert [view.name for view in View.objects.visible_to(ann)] == [other["name"], "Fires"]
    assert [one["count"]["number"] for one in client.get("/views").json()["results"]] == [1, 1]
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404


def test_a_change_names_the_version_it_was_decided_on(api, kept, ann):
    address = f"/views/{kept('A', ann, owner=ann).pk}"
    client = api(ann)
    assert client.patch(address, {"name": "B"}).status_code == 428
    assert client.patch(address, {"name": "B"}, if_match='"1"').status_code == 200
    late = client.patch(address, {"name": "C"}, if_match='"1"')
    assert (late.status_code, late.json()["changes"][0]["now"]) == (412, "B")


def test_for_a_team_and_for_everybody(api, tess, ann, max, first_line):
    made = api(tess).post("/views", {"name": "Ours", "audience": "team", "team": first_line.pk})
    assert made.status_code == 201
    assert [one["name"] for one in api(ann).get("/views").json()["results"]] == ["Ours"]
    assert api(ann).post("/views", {"name": "Ours", "audience": "team", "team": first_line.pk}).status_code == 403
    assert api(ann).post("/views", {"name": "Ours", "audience": "everybody"}).status_code == 403
    own = api(max).post("/views", {"name": "M"}).json()["id"]
    shared = api(max).patch(f"/views/{own}", {"audience": "everybody"}, if_match='"1"')
    assert (shared.status_code, shared.json()["audience"]) == (200, "everybody")


def test_bad_input_is_told_where_it_is(api, ann):
    refused = api(ann).post("/views", {"name": "A", "filter": "statsu:x"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/filter")
    assert "There is no field “statsu”" in refused.json()["errors"][0]["detail"]
    for body, pointer in (
        ({"filter": "x"}, "/name"),
        ({"name": "A", "columns": ["colour"]}, "/columns/0"),
        ({"name": "A", "audience": "team"}, "/team"),
        ({"name": "A", "audience": "team", "team": 987654}, "/team"),
        ({"name": "A", "owner": 1}, "/owner"),
    ):
        answer = api(ann).post("/views", body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, pointer)
    assert not View.objects.exists()


def test_what_is_not_ones_own_is_not_there(api, kept, ann, sam, sue):
    address = f"/views/{kept('A', ann, owner=ann).pk}"
    for person in (sam, sue):
        assert api(person).get(address).status_code == 404
        assert api(person).patch(address, {"name": "B"}, if_match='"1"').status_code == 404
        assert api(person).delete(address).status_code == 404
    assert api(sue).get("/views").status_code == 404
    assert api(sue).post("/views", {"name": "A"}).status_code == 404
    assert View.objects.get().name == "A"


def test_a_refused_change_names_everything_that_is_new(api, kept, tess, max):
    """D5: filter, columns, order, audience and place, each as it was and as it is."""
    address = f"/views/{kept('A', tess, owner=tess).pk}"
    kept("B", tess, owner=tess)
    client = api(tess)
    first = client.patch(address, {"filter": "is:unread", "columns": ["status", "owner"]}, if_match='"1"')
    client.patch(address, {"order": "newest", "position": 2}, if_match=first["ETag"])
    late = client.patch(address, {"filter": "owner:me"}, if_match='"1"')
    assert late.status_code == 412
    told = {one["field"]: (one["was"], one["now"], one["by"]) for one in late.json()["changes"]}
    assert told == {
        "filter": ("", "is:unread", "Tess"),
        "columns": ("", "status,owner", "Tess"),
        "order": ("", "newest", "Tess"),
        "position": (1, 2, "Tess"),
    }
