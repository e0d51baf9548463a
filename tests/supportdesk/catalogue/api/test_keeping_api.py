"""Keeping the catalogue over REST: the same actions as in the browser."""

import pytest

from supportdesk.catalogue.models import Queue

pytestmark = pytest.mark.django_db


def test_a_queue_is_opened_moved_and_retired(api, max, first_line, engineering_team, service_desk, recorded):
    """T-04: the catalogue is kept by version, and what is retired names what took its place."""
    client = api(max)
    recorded()
    made = client.post("/queues", {"name": "Field service", "team": "First line"})
    assert (made.status_code, made.json()["key"], made.json()["version"]) == (201, "field-service", 1)
    at = made.headers["Location"].removeprefix("/api/v1")
    tag = client.get(at).headers["ETag"]
    assert client.patch(at, {"team": engineering_team.pk}, If_Match=tag).json()["team"] == engineering_team.pk
    assert client.patch(at, {"name": "Late"}, If_Match=tag).status_code == 412
    assert client.patch(at, {"name": "Late"}).status_code == 428
    retired = client.post(f"{at}/retirement", {"successor": service_desk.pk})
    assert retired.json()["successor"] == service_desk.pk
    assert [event.kind for event in recorded()] == ["catalogue.added", "catalogue.changed", "catalogue.retired"]
    assert Queue.objects.get(key="field-service").retired_at


@pytest.mark.parametrize(
    ("noun", "given", "change"),
    [
        ("types", {"name": "Complaint", "queue": "service-desk"}, {"queue": None}),
        ("categories", {"name": "Phones", "parent": None}, {"name": "Telephones"}),
        ("components", {"name": "Mail gateway"}, {"name": "Mail"}),
        ("tags", {"name": "on fire"}, {"name": "burning"}),
    ],
)
def test_the_others_are_added_changed_and_retired_alike(api, max, service_desk, noun, given, change):
    client = api(max)
    made = client.post(f"/{noun}", given)
    assert made.status_code == 201
    at = made.headers["Location"].removeprefix("/api/v1")
    assert client.patch(at, change, If_Match='"1"').json()["version"] == 2
    assert client.post(f"{at}/retirement", {}).json()["retired_at"]
    assert made.json()["id"] not in [one["id"] for one in client.get(f"/{noun}").json()["results"]]


def test_who_may_not_is_told_whom_to_ask_and_a_stranger_nothing(api, ann, ada, rob, sue, service_desk):
    assert api(ann).post("/tags", {"name": "x"}).json()["code"] == "needs_approval"
    for person in (ada, rob):
        assert api(person).post("/tags", {"name": "x"}).status_code == 403
    for person in (rob, sue):
        assert api(person).patch(f"/queues/{service_desk.pk}", {"name": "x"}, If_Match='"1"').status_code == 404
        assert api(person).post(f"/queues/{service_desk.pk}/retirement", {}).status_code == 404


def test_what_cannot_be_is_named(api, max):
    client = api(max)
    assert client.post("/queues", {"name": "Lost", "team": "Nobody"}).json()["errors"][0]["pointer"] == "/team"
    client.post("/components", {"name": "Mail", "key": "mail"})
    assert client.post("/components", {"name": "Mail", "key": "mail"}).json()["errors"][0]["pointer"] == "/key"
    assert client.patch("/components/1", {}, If_Match='"1"').status_code in (400, 404)


def test_a_new_type_says_at_once_when_to_choose_it_and_what_it_asks(api, max, printing):
    given = {"name": "Complaint", "description": "Something  was not right.", "categories": [printing.key]}
    made = api(max).post("/types", given).json()
    assert (made["description"], made["categories"]) == ("Something was not right.", [printing.pk])
